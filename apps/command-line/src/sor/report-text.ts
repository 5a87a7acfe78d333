import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { printable } from '../text/printable';
import { counted, fields, moment, table } from '../text/table';
import type { ImportClosings, ImportProblem, ImportReport, ImportState, ImportSummary } from './import-report';

const STATES: Readonly<Record<ImportState, string>> = {
  waiting: 'waits',
  running: 'is being imported',
  imported: 'imported',
  previewed: 'previewed, nothing was changed',
  refused: 'refused, nothing was changed',
  failed: 'failed',
};

const LINES_SHOWN = 100;

/** The report of one import for people: what became of the units, of the columns, of what is gone from the file. */
export function reportText(report: ImportReport): string {
  const { source, state, refusal, columns, counts, closings, problems = [], problemsBeyond = 0 } = report;
  const count = problems.length + problemsBeyond;
  const text =
    `${printable(source.name)}: ${STATES[state] ?? printable(state)}\n` +
    (refusal ? `  ${withCode(refusal.text, refusal.code)}\n` : '') +
    fields([
      ['day', report.day],
      ['bytes', report.bytes],
      ['encoding', report.encoding],
      ['rows', report.rows],
      ['units', counts?.units],
      ['created', counts?.created],
      ['changed', counts?.changed],
      ['unchanged', counts?.unchanged],
      ['stale', counts?.stale],
      ['held', counts?.held],
      ['rejected', counts?.rejected],
      ['closings', closings && closingsText(closings, report.preview === true)],
      ['columns', columns ? `${columns.recognised.length} recognised` : undefined],
      ['columns unknown', names(columns?.unknown)],
      ['columns missing', names(columns?.missing)],
      ['events', counts?.events],
      ['problems', count],
    ]) +
    problems
      .slice(0, LINES_SHOWN)
      .map((problem) => `    ${problemLine(problem)}\n`)
      .join('') +
    (count > LINES_SHOWN ? `    and ${count - Math.min(LINES_SHOWN, problems.length)} more\n` : '');
  return maskPersonNumbers(text);
}

const names = (columns: readonly string[] | undefined): string | undefined =>
  columns === undefined || columns.length === 0 ? undefined : printable(columns.join(', '));

/** What became of the units that are gone from the file, and why nothing became of them. */
function closingsText({ kind, missing, closed, kept, code, reason }: ImportClosings, preview: boolean): string {
  switch (kind) {
    case 'none':
      return 'none, every open unit is in the file';
    case 'withheld':
      return `withheld, ${counted(missing, 'unit')} gone from the file: ${withCode(reason ?? 'no reason was given', code)}`;
    case 'done':
      return `${closed} ${preview ? 'would be closed' : 'closed'}, ${kept} left open, of ${missing} gone from the file`;
  }
}

/** A reason with its code, which a program or a search finds. */
const withCode = (text: string, code: string | null | undefined): string =>
  printable(code ? `${text.replace(/\.$/, '')} (${code})` : text);

function problemLine({ line, sorId, field, level, text }: ImportProblem): string {
  const place = [
    line ? `line ${line}` : undefined,
    sorId ? `unit ${sorId}` : undefined,
    field ? `field ${field}` : undefined,
  ].filter((part) => part !== undefined);
  return printable(`${place.length === 0 ? '' : `${place.join(', ')}: `}${text}${level ? ` (${level})` : ''}`);
}

/** Imports one a line, with why they were refused. */
export function importsText(imports: readonly ImportSummary[]): string {
  if (imports.length === 0) return 'no imports yet\n';
  const rows = imports.map(({ requestedAt, source, state, day, counts, closings, refusal }) => [
    moment(requestedAt),
    printable(source.name),
    state,
    day ?? '',
    counts?.created ?? 0,
    counts?.changed ?? 0,
    counts?.closed ?? 0,
    counts?.held ?? 0,
    printable(refusal?.text ?? (closings?.kind === 'withheld' ? `closings withheld: ${closings.reason ?? ''}` : '')),
  ]);
  return maskPersonNumbers(
    table(['asked for', 'file', 'state', 'day', 'created', 'changed', 'closed', 'held', 'reason'], rows),
  );
}
