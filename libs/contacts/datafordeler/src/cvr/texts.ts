/** Names and address lines hold this many characters (REG-2). */
const LONGEST_LINE = 150;

/** Takes a text that tells of a cut or an oddity. Never given a value: values may be personal data. */
export type Remark = (text: string) => void;

/** The text without blanks around it and without control characters; nothing where nothing is left. */
export function clean(text: string | null | undefined): string | undefined {
  if (typeof text !== 'string') return undefined;
  const cleaned = text.replace(/\p{Cc}+/gu, ' ').trim();
  return cleaned === '' ? undefined : cleaned;
}

/** A line as the contact can hold it; a cut is remarked. */
export function line(text: string | undefined, field: string, remark: Remark): string | undefined {
  if (text === undefined || text.length <= LONGEST_LINE) return text;
  const characters = [...text];
  if (characters.length <= LONGEST_LINE) return text;
  remark(`${field} is longer than ${LONGEST_LINE} characters and was cut`);
  return characters.slice(0, LONGEST_LINE).join('').trimEnd();
}

/** The members that have a value. */
export function present<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
