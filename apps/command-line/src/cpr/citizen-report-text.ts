import { printable } from '../text/printable';
import { fields } from '../text/table';
import type { CitizenReport } from './citizen-report';
import {
  actionWord,
  columnWord,
  groupWord,
  reasonWord,
  SENTENCES,
  stateWord,
  stepWord,
  type Language,
} from './citizen-words';

const TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment by the clocks of Denmark: `2026-11-20 14:05`. */
const at = (iso: string): string => TIME.format(new Date(iso));

/** The report as it is handed to a citizen. */
export function citizenReportText(report: CitizenReport, language: Language): string {
  const words = SENTENCES[language];
  const { looks, changes, cut } = report;
  const more = (list: 'changes' | 'looks'): string[] => (cut.includes(list) ? [words.cut] : []);
  return [
    `${words.title}\n\n`,
    fields([
      [words.made, at(report.madeAt)],
      [words.storedSince, at(report.storedSince)],
    ]),
    ...(report.withheld ? [`\n${words.withheld}\n`] : []),
    section(words.stored, storedLines(report, language), words.none),
    section(words.sources, report.sources.map(sourceLine), words.none),
    section(words.subscription, subscriptionLines(report, language), words.none),
    section(words.cases, caseLines(report, language), words.none),
    section(words.held, heldLines(report), words.none),
    section(words.looks, [...looks.map((look) => lookLine(look, language)), ...more('looks')], words.nobody),
    section(words.changes, [...changes.map((change) => changeLine(change, language)), ...more('changes')], words.none),
  ].join('');
}

function section(heading: string, lines: readonly string[], none: string): string {
  const shown = lines.length === 0 ? [none] : lines;
  return `\n${heading}\n${shown.map((line) => `  ${line}\n`).join('')}`;
}

function storedLines({ stored }: CitizenReport, language: Language): string[] {
  const { since: from, until: to } = SENTENCES[language];
  const rows = stored.map(({ what, value, since, until }) => {
    const period = [
      ...(since === undefined ? [] : [`${from} ${since}`]),
      ...(until === undefined ? [] : [`${to} ${until}`]),
    ];
    return [
      columnWord(language, what),
      [printable(value), ...(period.length > 0 ? [`(${period.join(' ')})`] : [])].join(' '),
    ] as const;
  });
  return fields(rows, 0)
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '');
}

const sourceLine = ({ register, road, source, asOf, fetchedAt }: CitizenReport['sources'][number]): string =>
  `${register.toUpperCase()} ${asOf}: ${printable(source)} (${road}, ${at(fetchedAt)})`;

function subscriptionLines({ subscription }: CitizenReport, language: Language): string[] {
  const words = SENTENCES[language];
  const { subscribed, since, until, steps } = subscription;
  return [
    ...(subscribed
      ? [`${words.subscribedSince} ${since === undefined ? '' : at(since)}`.trimEnd()]
      : [words.notSubscribed]),
    ...(until.kind === 'open-case' ? [words.untilCase] : []),
    ...(until.kind === 'ending' ? [words.untilEnding] : []),
    ...(until.kind === 'day' ? [`${words.untilDay} ${until.day ?? ''}`] : []),
    ...steps.map(({ at: when, what, reason, purpose, caseId, caseSource, who }) => {
      const more = [purpose, caseId === undefined ? undefined : `${caseId} (${caseSource ?? ''})`, who];
      const about = more.filter((part) => part !== undefined).map(printable);
      return `${at(when)}  ${stepWord(language, what)}: ${[reasonWord(language, reason), ...about].join(', ')}`;
    }),
  ];
}

const caseLines = ({ cases }: CitizenReport, language: Language): string[] =>
  cases.map(({ source, caseId, state }) => {
    const shown = state === undefined ? '' : `: ${stateWord(language, state)}`;
    return `${printable(caseId)} (${printable(source)})${shown}`;
  });

const heldLines = ({ held }: CitizenReport): string[] =>
  held.map(
    ({ heldAt, register, source, reason }) =>
      `${at(heldAt)}  ${register.toUpperCase()} ${printable(source)}: ${printable(reason)}`,
  );

function lookLine(
  { at: when, action, register, purpose, who }: CitizenReport['looks'][number],
  language: Language,
): string {
  const where = register === 'contacts' ? SENTENCES[language].ours : register.toUpperCase();
  const by = who === undefined ? '' : ` (${printable(who)})`;
  return `${at(when)}  ${actionWord(language, action)}, ${where}: ${printable(purpose)}${by}`;
}

function changeLine(
  { at: when, source, groups, byHand, by }: CitizenReport['changes'][number],
  language: Language,
): string {
  const origin = byHand
    ? [SENTENCES[language].typed, by].filter((part) => part !== undefined).join(' ')
    : (source ?? '');
  const what = groups.map((group) => groupWord(language, group)).join(', ');
  return `${at(when)}  ${what}${origin === '' ? '' : ` (${printable(origin)})`}`;
}
