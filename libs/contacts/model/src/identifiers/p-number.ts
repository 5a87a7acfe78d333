/** The ten digits of a production unit's number (P-number); undefined otherwise. It has no check digit. */
export function readPNumber(text: string): string | undefined {
  const number = text.replace(/\s/g, '');
  return /^\d{10}$/.test(number) ? number : undefined;
}
