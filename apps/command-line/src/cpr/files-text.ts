import { printable } from '../text/printable';
import { counted, moment, table } from '../text/table';
import type { FilesRun, LocalFiles, OrderedInput, Pile, RemoteFiles } from './files';

const STATE = { new: 'to be fetched', fetching: 'being fetched', fetched: 'here, not renamed there' } as const;

/** *Remote files* and *Local files* of the guide, and what piles up on both sides. `remote`: undefined where the server was not asked. */
export function filesText(remote: RemoteFiles | undefined, local: LocalFiles): string {
  return [...(remote === undefined ? [] : remoteLines(remote)), ...localLines(local)].join('');
}

function remoteLines({ files, dealtWith, problems }: RemoteFiles): string[] {
  const rows = files.map(({ shown, size, day, state, problem }) => [
    printable(shown),
    size === null ? '' : String(size),
    day ?? '',
    problem === undefined ? STATE[state] : `${STATE[state]} (${problem})`,
  ]);
  return [
    "On CPR's server\n",
    rows.length === 0 ? '  nothing to fetch\n' : indented(table(['file', 'bytes', 'day', 'state'], rows)),
    ...pile(dealtWith, 'dealt with'),
    ...problems.map(({ subject, text }) => `  ${printable([subject, text].filter(Boolean).join(': '))}\n`),
  ];
}

function localLines({ waiting, missing, piledUp }: LocalFiles): string[] {
  const rows = waiting.map(({ name, bytes, modified }) => [printable(name), bytes, moment(modified)]);
  return [
    'Here, to be imported\n',
    rows.length === 0 ? '  none\n' : indented(table(['file', 'bytes', 'since'], rows)),
    ...missing.map(
      ({ taskNumber, productionDate }) =>
        `  the file of task ${taskNumber} produced on ${productionDate} has not come\n`,
    ),
    ...pile(piledUp, 'in all'),
  ];
}

function pile({ files, oldest }: Pile, words: string): string[] {
  if (files === 0) return [];
  return [
    `  ${counted(files, 'file')} ${words}${oldest === undefined ? '' : `, the oldest of ${oldest.slice(0, 10)}`}\n`,
  ];
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** How a transfer ended, for people. */
export function transferText({ state, counts, problems }: FilesRun): string {
  const told = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return [
    `${state}: ${told.length === 0 ? 'nothing to fetch' : told.join(', ')}\n`,
    ...problems.map(({ subject, text }) => `  ${printable([subject, text].filter(Boolean).join(': '))}\n`),
  ].join('');
}

const SENT = {
  sent: "is on CPR's server",
  building: "goes to CPR's server with the next transfer",
  dropped: 'was not sent: nobody of it could be',
} as const;

/** What became of an input file, for people. */
export function orderedText({ file, refused }: OrderedInput): string {
  const { name, runDay, lines, state, problem } = file;
  const why = problem === undefined ? '' : ` (${problem})`;
  return [
    `${printable(name)}, ${counted(lines, 'line')}, for CPR's run of ${runDay}, ${SENT[state]}${why}\n`,
    ...refused.map(({ contactId, code }) => `  contact ${contactId} is not in it: ${code}\n`),
  ].join('');
}
