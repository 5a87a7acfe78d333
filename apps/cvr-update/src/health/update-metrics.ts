import { type ServiceMetrics } from '@contact-sync/service';
import { wordOf, type SubjectResult } from '@contact-sync/subject-updates';

/** Who tells of results and calls, for `/metrics`. Which lanes are paused, contact-desk tells. */
export interface UpdateMetrics {
  readonly onResult: (result: SubjectResult) => void;
  readonly onCall: (outcome: string) => void;
}

export function updateMetrics(metrics: ServiceMetrics): UpdateMetrics {
  const results = metrics.counter({
    name: 'cvr_updates_total',
    help: 'Companies and production units that were asked for, by what became of them',
    labels: ['outcome'],
  });
  const calls = metrics.counter({
    name: 'cvr_calls_total',
    help: 'Calls to CVR, by status of the answer or by what went wrong',
    labels: ['outcome'],
  });
  return {
    onResult: (result) => results.inc({ outcome: wordOf(result) }),
    onCall: (outcome) => calls.inc({ outcome }),
  };
}
