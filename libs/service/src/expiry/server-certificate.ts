import { connect, type TLSSocket } from 'node:tls';

const PATIENCE_MS = 5_000;

/**
 * When the certificate that a TLS server shows expires; undefined where it shows none. Whether the certificate is to be
 * trusted is not looked at: an expiry is to be seen also of one that is not. Rejects when the server is away.
 */
export function serverCertificateEnd(host: string, port: number): Promise<Date | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, servername: /^[\d.:]+$/.test(host) ? '' : host, rejectUnauthorized: false });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('the server does not answer')));
    socket.once('secureConnect', () => {
      resolve(certificateEnd(socket));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

/** When the certificate of the other side of a connection expires. */
export function certificateEnd(socket: TLSSocket): Date | undefined {
  const end = new Date(socket.getPeerCertificate().valid_to);
  return Number.isNaN(end.getTime()) ? undefined : end;
}
