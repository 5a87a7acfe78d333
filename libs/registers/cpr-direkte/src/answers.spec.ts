import { latin1, readOnlineAnswer } from '@contact-sync/contacts-off4';
import { describePublishedFolder } from '@contact-sync/testing';
import { isPersonData, readAnswer } from './answers';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const LOGON = '013290A1b2C3d4WUADIR34000028';

it('takes the header apart (cpr-direkte.md 3.2)', () => {
  expect(readAnswer(bytes(LOGON))).toEqual({
    customerNumber: '0132',
    subscription: '9',
    dataType: '0',
    token: 'A1b2C3d4',
    userId: 'WUADIR34',
    errorCode: '00',
    length: '0028',
    data: new Uint8Array(),
  });
});

it('an answer that is cut at any byte is half an answer', () => {
  const whole = bytes(`${LOGON.slice(0, 24)}0200${'x'.repeat(172)}`);
  expect(whole).toHaveLength(200);
  for (let end = 0; end < whole.length; end += 1)
    expect(() => readAnswer(whole.subarray(0, end))).toThrow('half-answer');
  expect(readAnswer(whole).data).toHaveLength(172);
});

it('a refusal is one wherever it is cut after its code: it is not asked for again', () => {
  const refusal = bytes(`${LOGON.slice(0, 22)}010028`);
  for (let end = 0; end < 24; end += 1) expect(() => readAnswer(refusal.subarray(0, end))).toThrow('half-answer');
  for (let end = 24; end <= 28; end += 1)
    expect(readAnswer(refusal.subarray(0, end))).toMatchObject({ errorCode: '01', token: 'A1b2C3d4' });
});

it.each([
  ['more than its length says', `${LOGON}x`],
  ['with a length that is none', `${LOGON.slice(0, 24)}00 8`],
  ['shorter than its own header', `${LOGON.slice(0, 24)}0027`],
  ['with a code that is none', `${LOGON.slice(0, 22)}  0028`],
  ['of another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
])('an answer %s is not read', (_, text) => expect(() => readAnswer(bytes(text))).toThrow('answer-unreadable'));

it('what an error says is let go: it may hold anything, and its length field something else', () => {
  const said = readAnswer(bytes(`${LOGON.slice(0, 22)}999001Person 6707614285 is not allowed`));
  expect(said).toMatchObject({ errorCode: '99', length: '9001' });
  expect(said.data).toHaveLength(0);
});

it('a person is the records from 000 to 999', () => {
  const start = '000'.padEnd(35);
  const end = '999'.padEnd(21);
  expect(isPersonData(bytes(start + '001'.padEnd(106) + end))).toBe(true);
  for (const data of ['', start, end, start + '001'.padEnd(106), `${start}${end} `, '001'.padEnd(106) + end])
    expect(isPersonData(bytes(data))).toBe(false);
});

describePublishedFolder('the published answers', 'testdata/cpr/online', (files) => {
  it('are three', () => expect(files).toHaveLength(3));

  it.each(files.map((file, place) => [place, file] as const))('number %i is read, header and records', (_, file) => {
    const answer = readAnswer(file);
    const raw = latin1(file);
    expect(answer).toMatchObject({
      customerNumber: raw.slice(0, 4),
      subscription: '0',
      dataType: '6',
      token: raw.slice(6, 14),
      userId: raw.slice(14, 22),
      errorCode: '00',
      length: String(file.length),
    });
    expect(isPersonData(answer.data)).toBe(true);
    // PNR of record 001, which follows the 35 characters of record 000.
    const pnr = raw.slice(28 + 35 + 3, 28 + 35 + 13);
    const read = readOnlineAnswer(answer.data, pnr);
    expect(read).toMatchObject({ person: { taskNumber: expect.stringMatching(`^${raw.slice(0, 4)}0[14]$`) } });
  });
});
