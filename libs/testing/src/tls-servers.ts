import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import type { IssuedCertificate } from './authority';

export interface TestServer {
  readonly port: number;
  /** Connections taken so far. */
  connections(): number;
  stop(): Promise<void>;
}

const shown = ({ certificate, key }: IssuedCertificate): TlsOptions => ({ cert: certificate, key });

/** An HTTPS server that answers as it is told to. */
export function httpsServer(
  certificate: IssuedCertificate,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  more: TlsOptions = {},
): Promise<TestServer> {
  return listening(createServer({ ...shown(certificate), ...more }, answer));
}

/** A server that does with a connection whatever it likes, once TLS stands and the request has come. */
export function rawServer(certificate: IssuedCertificate, answer: (socket: TLSSocket) => void): Promise<TestServer> {
  return listening(
    createTlsServer({ ...shown(certificate), ALPNProtocols: ['http/1.1'] }, (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => answer(socket));
    }),
  );
}

/** Listens on a free port of this machine. */
export async function listening(server: Server): Promise<TestServer> {
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
