import type { OfficeFault, OfficeOptions } from './cpr-office';

/** Something that can be done to the office. */
export type OfficeDeed =
  | { subscribe: string }
  | { unsubscribe: string }
  | { renamed: { from: string; to: string } }
  | { input: { name: string; text: string } }
  | { fault: OfficeFault }
  | { cleared: true }
  | { released: true }
  | { configured: Partial<OfficeOptions> };

/** What was done to the office, and when (ISO 8601). */
export type OfficeJournalEntry = { at: string } & OfficeDeed;
