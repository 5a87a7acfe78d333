import { CallFailed, type CallFailure } from '@contact-sync/outbound';

/**
 * What we do about an error code:
 * - `repeat-nothing`: the credential was refused; sent again it would lock the user out.
 * - `new-password`: a new password must be given with the next logon.
 * - `other-password`: the new password was not taken; another one is.
 * - `not-found`: CPR has no such number; no fault.
 * - `stop`: the agreement does not cover what we do; nothing helps but somebody who changes it.
 * - `later`: CPR is away.
 * - `log-on`: the token has ended.
 * - `again`: the same at once, a few times.
 * - `report`: our request was wrong, or the code is unknown to us.
 */
export type Reaction =
  | 'none'
  | 'repeat-nothing'
  | 'new-password'
  | 'other-password'
  | 'not-found'
  | 'stop'
  | 'later'
  | 'log-on'
  | 'again'
  | 'report';

export interface ErrorCode {
  readonly reaction: Reaction;
  readonly text: { readonly da: string; readonly en: string };
}

const code = (reaction: Reaction, da: string, en: string): ErrorCode => ({ reaction, text: { da, en } });

const RESERVED = code('report', 'Ukendt fejlkode', 'Unknown error code');

/** FEJLNR, as cpr-direkte.md 4.3 lists them. */
const ERROR_CODES: Readonly<Record<string, ErrorCode>> = {
  '00': code('none', 'Forbindelse og login er OK', 'Connection and logon are OK'),
  '01': code('repeat-nothing', 'Forkert bruger-id eller adgangskode', 'Wrong user ID or password'),
  '02': code(
    'new-password',
    'Adgangskoden er udløbet; en ny skal dannes',
    'The password has expired; a new one is needed',
  ),
  '03': code(
    'other-password',
    'Den nye adgangskode overholder ikke reglerne',
    'The new password breaks the rules for passwords',
  ),
  '04': code(
    'later',
    'Ingen adgang til CPR; tjenesten er midlertidigt lukket',
    'No access to CPR; it is closed for now',
  ),
  '05': code('not-found', 'Personnummeret findes ikke i CPR', 'CPR does not know the person number'),
  '06': code('stop', 'Ukendt kundenummer', 'Unknown customer number'),
  '07': code('log-on', 'Login er udløbet', 'The logon has ended'),
  '08': code('again', 'CPR er optaget (deadlock)', 'CPR is busy (deadlock)'),
  '09': code('later', 'Ingen forbindelse til CPR-systemet', 'No connection to the CPR system'),
  '10': code('report', 'Ukendt abonnementstype', 'Unknown kind of subscription (ABON_TYPE)'),
  '11': code('report', 'Ukendt datatype', 'Unknown kind of data (DATA_TYPE)'),
  '16': code('stop', 'IP-adressen er ikke tilladt hos CPR', 'CPR does not allow calls from this IP address'),
  '17': code('report', 'Personnummeret mangler', 'The person number is missing'),
  '99': code('stop', 'Brugeren har ikke adgang til transaktionen', 'The user has no access to the transaction'),
};

/** What a code means; what is reserved, or new to us, is never taken for success. */
export const errorCodeOf = (errorCode: string): ErrorCode =>
  Object.hasOwn(ERROR_CODES, errorCode) ? (ERROR_CODES[errorCode] ?? RESERVED) : RESERVED;

/** Whom an error code concerns, as a failed call. Of CPR's own words there is nothing in it. */
export function failureOf(errorCode: string): CallFailed {
  const { reaction, text } = errorCodeOf(errorCode);
  return new CallFailed(FAILURES[reaction], `direkte-${errorCode}`, { said: text.en });
}

const FAILURES: Readonly<Record<Reaction, CallFailure>> = {
  none: 'wrong',
  'repeat-nothing': 'refused',
  'new-password': 'refused',
  'other-password': 'refused',
  'not-found': 'wrong',
  stop: 'refused',
  later: 'unavailable',
  'log-on': 'unavailable',
  again: 'unavailable',
  report: 'wrong',
};
