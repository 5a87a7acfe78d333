import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { fields } from '../text/table';
import { printable } from '../text/printable';
import type { DeliveryProblem, DeliveryReport, DeliveryState } from './delivery-report';

const STATES: Readonly<Record<DeliveryState, string>> = {
  waiting: 'waits',
  importing: 'is being imported',
  imported: 'imported',
  refused: 'refused, nothing of it was stored',
  failed: 'failed',
  previewed: 'previewed, nothing was changed',
  same: 'imported before, nothing to do (--again imports it once more)',
};

const LINES_SHOWN = 100;

/** The report of one file for people. No person's number is in it, whatever the server sent. */
export function reportText(report: DeliveryReport): string {
  const { problems = [], problemsBeyond = 0 } = report;
  const count = problems.length + problemsBeyond;
  const text =
    `${printable(report.file)}: ${STATES[report.state] ?? printable(report.state)}\n` +
    (report.refusal ? `  ${printable(report.refusal)}\n` : '') +
    fields([
      ['task number', report.taskNumber],
      ['production date', report.productionDate],
      ['records', report.records],
      ['persons', report.persons],
      ['not ours', report.notOurs],
      ['created', report.created],
      ['changed', report.changed],
      ['unchanged', report.unchanged],
      ['stale', report.stale],
      ['held', report.held],
      ['problems', count],
      ['events', report.events],
    ]) +
    problems
      .slice(0, LINES_SHOWN)
      .map((problem) => `    ${problemLine(problem)}\n`)
      .join('') +
    (count > LINES_SHOWN
      ? `    and ${count - Math.min(LINES_SHOWN, problems.length)} more, in the error file beside the delivery\n`
      : '');
  return maskPersonNumbers(text);
}

function problemLine({ line, recordType, field, level, message }: DeliveryProblem): string {
  const place = [
    line ? `line ${line}` : undefined,
    recordType ? `record ${recordType}` : undefined,
    field ? `field ${field}` : undefined,
  ].filter((part) => part !== undefined);
  return printable(`${place.length === 0 ? '' : `${place.join(', ')}: `}${message}${level ? ` (${level})` : ''}`);
}
