import { columnText, LONGEST_TEXT } from '@contact-sync/contacts-model';

/** Takes a text that tells of a cut or an oddity. Never given a value: values may be personal data. */
export type Remark = (text: string) => void;

/** A text as the contact can hold it; a cut is remarked. */
export function text(value: string | null | undefined, field: string, remark: Remark): string | undefined {
  return columnText(value ?? undefined, () => remark(`${field} is longer than ${LONGEST_TEXT} characters and was cut`));
}

/** The text without what surrounds it, to be compared or put together; nothing where nothing is left. */
export function clean(value: string | null | undefined): string | undefined {
  const cleaned = value?.replace(/\p{Cc}+/gu, ' ').trim();
  return cleaned === '' ? undefined : cleaned;
}

/** The members that have a value. */
export function present<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
