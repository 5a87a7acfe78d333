import { CallFailed, type CallFailure } from './call';

/** What went wrong with the connection, by the code of Node, OpenSSL or the resolver. */
const CODES: Readonly<Record<string, readonly [CallFailure, string]>> = {
  ENOTFOUND: ['unavailable', 'no-such-host'],
  EAI_AGAIN: ['unavailable', 'no-such-host'],
  ENODATA: ['unavailable', 'no-such-host'],
  ECONNREFUSED: ['unavailable', 'connection-refused'],
  ECONNRESET: ['unavailable', 'connection-reset'],
  EPIPE: ['unavailable', 'connection-reset'],
  ETIMEDOUT: ['unavailable', 'timeout'],
  EHOSTUNREACH: ['unavailable', 'no-connection'],
  ENETUNREACH: ['unavailable', 'no-connection'],
  CERT_HAS_EXPIRED: ['unavailable', 'certificate-expired'],
  CERT_NOT_YET_VALID: ['unavailable', 'certificate-not-yet-valid'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['unavailable', 'certificate-wrong-name'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['unavailable', 'certificate-untrusted'],
  SELF_SIGNED_CERT_IN_CHAIN: ['unavailable', 'certificate-untrusted'],
  UNABLE_TO_GET_ISSUER_CERT: ['unavailable', 'certificate-untrusted'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['unavailable', 'certificate-untrusted'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['unavailable', 'certificate-untrusted'],
  CERT_SIGNATURE_FAILURE: ['unavailable', 'certificate-untrusted'],
  CERT_REVOKED: ['unavailable', 'certificate-untrusted'],
  INVALID_PURPOSE: ['unavailable', 'certificate-untrusted'],
  ADDRESS_NOT_ALLOWED: ['wrong', 'address-not-allowed'],
};

/** Alerts by which a server says that it does not take the certificate we showed, or misses one. */
const REFUSED_CERTIFICATE = /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13)_ALERT_(?:.*CERTIFICATE.*|UNKNOWN_CA|ACCESS_DENIED)$/;

/** The same as numbers of TLS (RFC 8446, 6): in older versions Node tells them in the text alone. */
const CERTIFICATE_ALERTS: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 49, 116]);

/**
 * A failed connection in our words. The error itself is left behind: the HTTP library hangs address, headers and body on
 * it, and with them whatever secret they hold.
 */
export function connectionFailure(error: unknown, halfway: boolean): CallFailed {
  const code = codeOf(error);
  if (REFUSED_CERTIFICATE.test(code) || CERTIFICATE_ALERTS.has(alertOf(error)))
    return new CallFailed('refused', 'client-certificate-refused');
  if (halfway) return new CallFailed('unavailable', 'half-answer');
  const [failure, ours] = CODES[code] ?? [
    'unavailable',
    /^(?:EPROTO|ERR_(?:SSL|TLS)_)/.test(code) ? 'tls-failed' : 'no-connection',
  ];
  return new CallFailed(failure, ours);
}

/** The number of the alert that ended a handshake; 0 where none did. */
function alertOf(error: unknown): number {
  return codeOf(error) === 'EPROTO' ? Number(/SSL alert number (\d+)/.exec(String(error))?.[1] ?? 0) : 0;
}

/** The code of an error; of several connection attempts that failed, the first one's. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : '';
}
