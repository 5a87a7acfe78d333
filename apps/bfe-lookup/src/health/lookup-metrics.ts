import { type ServiceMetrics } from '@contact-sync/service';
import { wordOf, type SubjectResult } from '@contact-sync/subject-updates';

/** Who tells of results and calls, for `/metrics`. Which lanes are paused, contact-desk tells. */
export interface LookupMetrics {
  readonly onResult: (result: SubjectResult) => void;
  readonly onCall: (outcome: string) => void;
}

export function lookupMetrics(metrics: ServiceMetrics): LookupMetrics {
  const results = metrics.counter({
    name: 'bfe_updates_total',
    help: 'Properties that were asked for to be stored, by what became of them',
    labels: ['outcome'],
  });
  const calls = metrics.counter({
    name: 'bfe_calls_total',
    help: 'Calls to Datafordeler about properties, by status of the answer or by what went wrong',
    labels: ['outcome'],
  });
  return {
    onResult: (result) => results.inc({ outcome: wordOf(result) }),
    onCall: (outcome) => calls.inc({ outcome }),
  };
}
