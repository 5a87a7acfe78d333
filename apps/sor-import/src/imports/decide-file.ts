import type { FileFacts, Refusal } from './import-record';

/** What is known beside a file. */
export interface FileGuards {
  /** Danish day, `YYYY-MM-DD`. */
  readonly today: string;
  /** The newest file of which something may be stored already. */
  readonly newest?: Pick<FileFacts, 'day' | 'madeAt'>;
}

/** Why a file is refused before it is read: an older state must not follow a newer one. Undefined: it may be read. */
export function decideFile(
  { day, madeAt }: Pick<FileFacts, 'day' | 'madeAt'>,
  { today, newest }: FileGuards,
): Refusal | undefined {
  if (day > today) return { code: 'future-day', text: `the file is of ${day}, and today is ${today}` };
  if (newest === undefined || day > newest.day) return undefined;
  if (day === newest.day && madeAt >= newest.madeAt) return undefined;
  const said = (of: Pick<FileFacts, 'day' | 'madeAt'>): string => `of ${of.day}, made ${of.madeAt.toISOString()}`;
  return {
    code: 'older-file',
    text: `the file (${said({ day, madeAt })}) is older than the one imported last (${said(newest)})`,
  };
}
