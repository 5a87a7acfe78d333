import { CallFailed } from '@contact-sync/outbound';
import { logonRequest, lookUpRequest, proxyRequest } from './requests';

const user = { transactionCode: 'OFF4', customerNumber: '132', user: 'WUADIR34' };
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

it('a logon is 35 bytes, the new password blank where there is none (cpr-direkte.md 3.1)', () => {
  expect(text(logonRequest(user, { password: 'Abcd1234' }))).toBe('OFF4,013290WUADIR34Abcd1234        ');
  const short = { ...user, customerNumber: '4630', user: 'WU1' };
  expect(text(logonRequest(short, { password: 'æøå12', newPassword: 'Efgh5678' }))).toBe(
    'OFF4,463090WU1     æøå12   Efgh5678',
  );
});

it('a look-up is 39 bytes (cpr-direkte.md 4.1)', () => {
  const wish = { token: 'fJrr7CCx', pnr: '6707614285' };
  expect(text(lookUpRequest(user, { ...wish, subscription: 'set', data: 'person' }))).toBe(
    'OFF4,013216fJrr7CCxWUADIR34006707614285',
  );
  expect(text(lookUpRequest(user, { ...wish, subscription: 'leave', data: 'person' })).slice(9, 11)).toBe('06');
  expect(text(lookUpRequest(user, { ...wish, subscription: 'delete', data: 'none' })).slice(9, 11)).toBe('30');
});

it('through a local proxy, customer number, token and user are blank', () => {
  expect(text(proxyRequest(user, { pnr: '6707614285', subscription: 'leave', data: 'person' }))).toBe(
    'OFF4,    06                006707614285',
  );
});

it.each([
  ['transactionCode', { transactionCode: 'OFF' }],
  ['customerNumber', { customerNumber: '12345' }],
  ['customerNumber', { customerNumber: '12A' }],
  ['user', { user: 'NINELETTR' }],
  ['user', { user: '  ' }],
  ['password', { password: '' }],
  ['password', { password: 'Secret123' }],
  ['password', { password: 'Sęcret12' }],
  ['newPassword', { newPassword: 'Secret1' }],
])('%s that does not fit is named, and nothing of it is shown', (name, change) => {
  const { password = 'Abcd1234', ...given } = { ...user, ...(change as { password?: string }) };
  const said = `profile-unusable: ${name} does not fit its place in the request`;
  expect(() => logonRequest(given, { password, ...(change as { newPassword?: string }) })).toThrow(
    new CallFailed('refused', 'profile-unusable', { said: said.slice('profile-unusable: '.length) }),
  );
});

it.each(['670761428', '670761-4285', '67076142855', 'Jens'])('%s is no person number, and is not repeated', (pnr) => {
  const wish = { token: 'fJrr7CCx', pnr, subscription: 'leave', data: 'person' } as const;
  expect(() => lookUpRequest(user, wish)).toThrow(new RangeError('a person number is ten digits'));
});
