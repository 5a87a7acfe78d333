import { connectionFailure } from './connection-failure';

const failed = (code: string, message = ''): Error => Object.assign(new Error(message), { code });

// Words of OpenSSL 3, as servers made it say them.
const alert = (number: number): Error =>
  failed('EPROTO', `write EPROTO 80:error:0A000418:SSL routines:ssl3_read_bytes:alert:SSL alert number ${number}`);

it.each([
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', failed('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', failed('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA')],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', failed('ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED')],
  ['bad_certificate', alert(42)],
  ['certificate_expired', alert(45)],
  ['unknown_ca', alert(48)],
  ['access_denied', alert(49)],
])('%s refuses our certificate', (_, error) =>
  expect(connectionFailure(error, false)).toMatchObject({ failure: 'refused', code: 'client-certificate-refused' }),
);

it.each([
  ['ENOTFOUND', failed('ENOTFOUND'), 'no-such-host'],
  ['handshake_failure', alert(40), 'tls-failed'],
  ['no cipher in common', failed('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'), 'tls-failed'],
  ['anything else', failed('EWHATEVER'), 'no-connection'],
  ['no error at all', undefined, 'no-connection'],
])('%s leaves the other side away', (_, error, code) =>
  expect(connectionFailure(error, false)).toMatchObject({ failure: 'unavailable', code }),
);

it('of several addresses that were tried, the first one is told', () => {
  const all = new AggregateError([failed('ECONNREFUSED'), failed('ENETUNREACH')]);
  expect(connectionFailure(all, false).code).toBe('connection-refused');
});

it('leaves the error behind, with the request that hangs on it', () => {
  const error = Object.assign(failed('ECONNRESET'), { config: { headers: { Authorization: 'Bearer secret' } } });
  expect(connectionFailure(error, false).cause).toBeUndefined();
});
