/** ISO 3166 letters of the country codes of CPR that are known for certain; others are passed on as the code itself. */
export const CPR_COUNTRIES: ReadonlyMap<string, string> = new Map([
  ['5100', 'DK'],
  ['5104', 'FI'],
  ['5106', 'IS'],
  ['5110', 'NO'],
  ['5120', 'SE'],
  ['5130', 'FR'],
  ['5150', 'IT'],
  ['5154', 'PL'],
  ['5170', 'GB'],
  ['5180', 'DE'],
]);
