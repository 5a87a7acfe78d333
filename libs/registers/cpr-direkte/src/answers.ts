import { CallFailed } from '@contact-sync/outbound';

/** Every answer begins with its header. */
export const HEADER_BYTES = 28;
/** So far an answer says what became of the request. */
const CODE_BYTES = 24;
/** The length field has four digits: no answer is longer. */
export const MOST_BYTES = 9_999;

/** An answer of CPR Direkte with its header taken apart. */
export interface DirekteAnswer {
  /** KUNDENR. */
  readonly customerNumber: string;
  /** ABON_TYPE, as it was asked. */
  readonly subscription: string;
  /** DATA_TYPE, as it was asked. */
  readonly dataType: string;
  /** A secret. */
  readonly token: string;
  /** BRUGER_ID, without the blanks that fill it. */
  readonly userId: string;
  /** FEJLNR: two digits, `00` is success. */
  readonly errorCode: string;
  /** The length field as it stands; with an error it may hold something else. */
  readonly length: string;
  /** What follows the header; empty where the answer is an error, whose text may hold anything. */
  readonly data: Uint8Array;
}

const decoder = new TextDecoder('latin1');

/**
 * Takes an answer apart. Throws `CallFailed`: `half-answer` where bytes are missing, `answer-unreadable` where it is none
 * of CPR Direkte's. An answer without success is one like any other here.
 */
export function readAnswer(bytes: Uint8Array): DirekteAnswer {
  if (bytes.length < CODE_BYTES) throw new CallFailed('unavailable', 'half-answer');
  const header = decoder.decode(bytes.subarray(0, HEADER_BYTES));
  const field = (position: number, width: number): string => header.slice(position - 1, position - 1 + width);
  const errorCode = field(23, 2);
  const length = field(25, 4);
  if (!/^\d\d$/.test(errorCode)) throw new CallFailed('unavailable', 'answer-unreadable');
  // A refusal counts wherever the answer was cut after it: a wrong password that is sent again locks the user out.
  if (errorCode === '00' && bytes.length < HEADER_BYTES) throw new CallFailed('unavailable', 'half-answer');
  return {
    customerNumber: field(1, 4),
    subscription: field(5, 1),
    dataType: field(6, 1),
    token: field(7, 8),
    userId: field(15, 8).trimEnd(),
    errorCode,
    length,
    data: errorCode === '00' ? dataOf(bytes, length) : new Uint8Array(),
  };
}

/** Whether bytes are an answer as they are, whether or not the connection that brought them came to an end. */
export function isAnswer(bytes: Uint8Array): boolean {
  try {
    readAnswer(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The length counts the whole answer: that it ends, the end of the connection alone does not prove. */
function dataOf(bytes: Uint8Array, length: string): Uint8Array {
  if (!/^\d{4}$/.test(length) || Number(length) < HEADER_BYTES)
    throw new CallFailed('unavailable', 'answer-unreadable');
  if (bytes.length < Number(length)) throw new CallFailed('unavailable', 'half-answer');
  if (bytes.length > Number(length)) throw new CallFailed('unavailable', 'answer-unreadable');
  return bytes.subarray(HEADER_BYTES);
}

const START_BYTES = 35;
const END_BYTES = 21;

/** Whether data are a person's records: from record 000 to record 999. */
export function isPersonData(data: Uint8Array): boolean {
  if (data.length < START_BYTES + END_BYTES) return false;
  const recordType = (at: number): string => decoder.decode(data.subarray(at, at + 3));
  return recordType(0) === '000' && recordType(data.length - END_BYTES) === '999';
}
