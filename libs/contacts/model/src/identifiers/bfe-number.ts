/** A BFE number (real property) without leading zeros; undefined unless it is one to ten digits and not zero. */
export function readBfeNumber(text: string): string | undefined {
  const number = text.trim().replace(/^0+/, '');
  return /^\d{1,10}$/.test(number) ? number : undefined;
}
