/** What is told of one file; a part of what `GET /cpr-sync/deliveries/:id` answers. */
export interface FileReport {
  readonly file: string;
  readonly state: string;
  readonly refusal?: string | null;
  readonly persons?: number | null;
  readonly notOurs?: number | null;
  readonly created?: number | null;
  readonly changed?: number | null;
  readonly unchanged?: number | null;
  readonly held?: number | null;
}

/** A part of a CloudEvent. */
export interface PublishedEvent {
  readonly type: string;
  readonly subject: string;
  readonly sequence?: string;
  readonly data?: { readonly nameType?: string };
}

const COLUMNS = ['persons', 'created', 'changed', 'unchanged', 'held', 'notOurs'] as const;
const HEADINGS = ['persons', 'created', 'changed', 'unchanged', 'held', 'not ours'];
const PREFIX = 'dk.contact-sync.';

const FILE_WIDTH = 18;
const COLUMN_WIDTH = 9;

/** The heading above the lines of the files. */
export const fileHeading = (): string => row('file', HEADINGS);

/** One file of the first run on one line. */
export function fileLine(report: FileReport): string {
  const note = report.state === 'same' ? '  (imported before)' : '';
  return (
    row(
      report.file,
      COLUMNS.map((column) => String(report[column] ?? 0)),
    ) + note
  );
}

const row = (file: string, cells: readonly string[]): string =>
  file.padEnd(FILE_WIDTH) + cells.map((cell) => cell.padStart(COLUMN_WIDTH + 2)).join('');

/** How many events of each type there were, the most frequent first, each with one of them. */
export function eventExamples(events: readonly PublishedEvent[]): string[] {
  const byType = new Map<string, PublishedEvent[]>();
  for (const event of events) byType.set(event.type, [...(byType.get(event.type) ?? []), event]);
  const rows = [...byType].sort(([, left], [, right]) => right.length - left.length);
  const width = Math.max(0, ...rows.map(([type]) => shortOf(type).length));
  return rows.map(([type, all]) => {
    const example = all.at(-1);
    return `${String(all.length).padStart(5)}  ${shortOf(type).padEnd(width)}  such as ${example === undefined ? '' : subjectOf(example)}`;
  });
}

const subjectOf = ({ type, subject, sequence }: PublishedEvent): string =>
  `${shortOf(type).startsWith('contact.') ? 'contact' : 'run'} ${subject}${sequence === undefined ? '' : `, version ${sequence}`}`;

const shortOf = (type: string): string => (type.startsWith(PREFIX) ? type.slice(PREFIX.length) : type);
