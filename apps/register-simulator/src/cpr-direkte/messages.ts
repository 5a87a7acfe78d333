/** What came over the socket, taken apart by its fixed places. */
export interface DirekteRequest {
  transaction: string;
  customer: string;
  abonType: string;
  dataType: string;
  /** Of a logon. */
  logon?: { userId: string; password: string; newPassword: string };
  /** Of a look-up. */
  lookUp?: { token: string; userId: string; errorNumber: string; number: string };
}

const LOGON_LENGTH = 35;
const LOOK_UP_LENGTH = 39;
const LOGON_TYPE = '9';
const HEADER_LENGTH = 28;
/** The most that the length field can tell. */
export const MOST_BYTES = 9999;

/** The whole request, once all its bytes are there; undefined before. What follows is nobody's. */
export function readRequest(bytes: Uint8Array): DirekteRequest | undefined {
  const text = Buffer.from(bytes.subarray(0, LOOK_UP_LENGTH)).toString('latin1');
  const isLogon = text.charAt(9) === LOGON_TYPE;
  if (text.length < (isLogon ? LOGON_LENGTH : LOOK_UP_LENGTH)) return undefined;
  const head = {
    transaction: text.slice(0, 4),
    customer: text.slice(5, 9),
    abonType: text.slice(9, 10),
    dataType: text.slice(10, 11),
  };
  if (isLogon) {
    const [userId, password, newPassword] = [text.slice(11, 19), text.slice(19, 27), text.slice(27, 35)];
    return { ...head, logon: { userId, password, newPassword } };
  }
  const [token, userId, errorNumber, number] = [
    text.slice(11, 19),
    text.slice(19, 27),
    text.slice(27, 29),
    text.slice(29, 39),
  ];
  return { ...head, lookUp: { token, userId, errorNumber, number } };
}

export interface DirekteAnswer {
  customer: string;
  abonType: string;
  dataType: string;
  token: string;
  userId: string;
  /** FEJLNR, two digits. */
  error: string;
  /** Records end to end, or what is said of an error. */
  data: string;
}

/** The 28 characters and what follows them, ISO-8859-1; the length is that of the whole. */
export function writeAnswer({ customer, abonType, dataType, token, userId, error, data }: DirekteAnswer): Buffer {
  const head = customer.padEnd(4) + abonType + dataType + token.padEnd(8) + userId.padEnd(8) + error;
  return Buffer.from(head + String(HEADER_LENGTH + data.length).padStart(4, '0') + data, 'latin1');
}

/** Whether the length field can tell an answer with these data. */
export function fits(data: string): boolean {
  return HEADER_LENGTH + data.length <= MOST_BYTES;
}
