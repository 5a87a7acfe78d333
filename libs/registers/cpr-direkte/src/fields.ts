import { CallFailed } from '@contact-sync/outbound';

/** What of a profile is sent to CPR Direkte (AUTH-1b). */
export interface DirekteUser {
  /** Four characters that choose the service: `OFF4`. */
  readonly transactionCode: string;
  /** Up to four digits. */
  readonly customerNumber: string;
  /** Up to eight characters. */
  readonly user: string;
}

/** A field of a request that is blank-padded on its right. Throws `CallFailed` that names the field, never what it holds. */
export function padded(name: string, value: string, width: number): string {
  if (value.length > width || !isSendable(value)) throw unfit(name);
  return value.padEnd(width, ' ');
}

/** A field that must be there and must fill its place. */
export function whole(name: string, value: string, width: number): string {
  if (value.length !== width) throw unfit(name);
  return padded(name, value, width);
}

/** A field that is blank-padded and may not be empty. */
export function filled(name: string, value: string, width: number): string {
  if (value.trim() === '') throw unfit(name);
  return padded(name, value, width);
}

/** A number that is zero-padded on its left. */
export function zeroPadded(name: string, value: string, width: number): string {
  if (value.length > width || !/^\d+$/.test(value)) throw unfit(name);
  return value.padStart(width, '0');
}

/** Bytes of a request: ISO-8859-1, one for each character. */
export const bytesOf = (request: string): Uint8Array => Buffer.from(request, 'latin1');

/** Printable characters of ISO-8859-1: what is none of them would become another character on its way. */
const isSendable = (value: string): boolean => /^[\u0020-\u007e\u00a0-\u00ff]*$/.test(value);

const unfit = (name: string): CallFailed =>
  new CallFailed('refused', 'profile-unusable', { said: `${name} does not fit its place in the request` });
