import { bytesOf, type DirekteUser, filled, whole, zeroPadded } from './fields';

const LOGON = '9';
const NO_ERROR = '00';

/** What a look-up does with the authority's subscription on the person (ABON_TYPE). */
export const SUBSCRIPTION = { leave: '0', set: '1', delete: '3' } as const;

/** What comes with the answer (DATA_TYPE). */
export const DATA = { none: '0', person: '6' } as const;

/** What a look-up asks for. */
export interface LookUpWish {
  readonly subscription: keyof typeof SUBSCRIPTION;
  readonly data: keyof typeof DATA;
  /** Ten digits. */
  readonly pnr: string;
}

/**
 * The bytes of a logon, which also sets a new password where one is given (8 characters). Throws `CallFailed`
 * (`profile-unusable`) where a field of the profile does not fit.
 */
export function logonRequest(
  { transactionCode, customerNumber, user }: DirekteUser,
  { password, newPassword }: { readonly password: string; readonly newPassword?: string },
): Uint8Array {
  return bytesOf(
    [
      whole('transactionCode', transactionCode, 4),
      ',',
      zeroPadded('customerNumber', customerNumber, 4),
      LOGON,
      DATA.none,
      filled('user', user, 8),
      filled('password', password, 8),
      newPassword === undefined ? ' '.repeat(8) : whole('newPassword', newPassword, 8),
    ].join(''),
  );
}

/** The bytes of a look-up. Throws as `logonRequest`, and a `RangeError` for what is no person number. */
export function lookUpRequest(
  { transactionCode, customerNumber, user }: DirekteUser,
  { token, ...wish }: LookUpWish & { readonly token: string },
): Uint8Array {
  return lookUp(
    transactionCode,
    zeroPadded('customerNumber', customerNumber, 4),
    { token: whole('token', token, 8), user: filled('user', user, 8) },
    wish,
  );
}

/** The same for a local proxy of CPR's, which puts customer number, token and user id in by itself. */
export function proxyRequest({ transactionCode }: Pick<DirekteUser, 'transactionCode'>, wish: LookUpWish): Uint8Array {
  return lookUp(transactionCode, ' '.repeat(4), { token: ' '.repeat(8), user: ' '.repeat(8) }, wish);
}

function lookUp(
  transactionCode: string,
  customer: string,
  { token, user }: { readonly token: string; readonly user: string },
  { subscription, data, pnr }: LookUpWish,
): Uint8Array {
  if (!/^\d{10}$/.test(pnr)) throw new RangeError('a person number is ten digits');
  return bytesOf(
    [
      whole('transactionCode', transactionCode, 4),
      ',',
      customer,
      SUBSCRIPTION[subscription],
      DATA[data],
      token,
      user,
      NO_ERROR,
      pnr,
    ].join(''),
  );
}
