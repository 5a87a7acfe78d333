/** A CVR number, eight digits, from the register's number without leading zeros; undefined for anything else. */
export function cvrNumberOf(value: number | string | null | undefined): string | undefined {
  return padded(value, 8);
}

/** A P-number, ten digits; undefined for anything else. */
export function pNumberOf(value: number | string | null | undefined): string | undefined {
  return padded(value, 10);
}

function padded(value: number | string | null | undefined, length: number): string | undefined {
  const digits = String(value ?? '').trim();
  return /^\d+$/.test(digits) && digits.length <= length ? digits.padStart(length, '0') : undefined;
}
