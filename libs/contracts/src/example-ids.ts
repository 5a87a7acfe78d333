/** What examples show. */
export const EXAMPLE = {
  contactId: '5012',
  relatedContactId: '5013',
  holdId: '17',
  runId: '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c04',
} as const;
