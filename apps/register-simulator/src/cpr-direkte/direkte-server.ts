import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import type { CertificateAndKey } from '../tls/authority';
import type { DirekteFault, DirekteFaults } from './direkte-fault';
import type { DirekteService } from './direkte-service';
import { type DirekteRequest, readRequest, writeAnswer } from './messages';
import type { DirekteKind, DirekteLog, LoggedDirekteRequest } from './request-log';

interface Parts {
  readonly service: DirekteService;
  readonly faults: DirekteFaults;
  readonly log: DirekteLog;
  readonly now: () => Date;
}

/** A caller who says nothing more is given up after so long. */
const PATIENCE_MS = 30_000;

/** Who has said all there is to say may still want the answer. */
const HALF_OPEN = { allowHalfOpen: true };

/** Sockets of CPR Direkte: TLS from the first byte, and the plain one of a proxy program in one's own house. */
export class DirekteServer {
  private readonly sockets = new Set<Socket>();
  private readonly stopping = new AbortController();

  private constructor(
    private readonly server: Server,
    private readonly road: LoggedDirekteRequest['road'],
    private readonly parts: Parts,
  ) {
    const listen = (socket: Socket) => this.serve(socket);
    if (road === 'tls') server.on('secureConnection', listen);
    else server.on('connection', listen);
    // A handshake that fails is the caller's affair.
    server.on('tlsClientError', (_error: Error, socket: Socket) => socket.destroy());
  }

  /** On 127.0.0.1; port 0 is any free one. With a certificate over TLS 1.2 and later, else plain. */
  static async open(port: number, certificate: CertificateAndKey | undefined, parts: Parts): Promise<DirekteServer> {
    const server = certificate
      ? createTlsServer({ ...HALF_OPEN, cert: certificate.certificate, key: certificate.key, minVersion: 'TLSv1.2' })
      : createServer(HALF_OPEN);
    const opened = new DirekteServer(server, certificate ? 'tls' : 'local-proxy', parts);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port }, resolve);
    });
    return opened;
  }

  /** `localhost:PORT`. */
  get address(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('a server has a port');
    return `localhost:${address.port}`;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    let came = Buffer.alloc(0);
    let answered = false;
    socket.on('end', () => {
      if (!answered) socket.end();
    });
    socket.on('data', (part) => {
      if (answered) return;
      came = Buffer.concat([came, part]);
      const request = readRequest(came);
      if (!request) return;
      answered = true;
      this.answer(socket, request).catch(() => socket.destroy());
    });
  }

  /** Without a farewell: TLS just ends, a plain connection is reset. */
  private breakOff(socket: Socket): void {
    if (this.road === 'tls') socket.destroy();
    else socket.resetAndDestroy();
  }

  /** One answer, and the connection is closed. */
  private async answer(socket: Socket, request: DirekteRequest): Promise<void> {
    const { service, faults, log, now } = this.parts;
    const fault = faults.take(request.logon ? 'logon' : 'look-up');
    const { abonType, dataType } = request;
    const entry: LoggedDirekteRequest = {
      at: now().toISOString(),
      road: this.road,
      kind: kindOf(request),
      abonType,
      dataType,
      ...(fault && { fault: fault.kind }),
    };
    log.add(entry);
    if (fault?.kind === 'hang') {
      socket.setTimeout(0);
      return;
    }
    if (fault?.kind === 'slow') {
      socket.setTimeout(0);
      await wait(fault.ms, undefined, { signal: this.stopping.signal, ref: false });
    }
    const answer =
      fault?.kind === 'error'
        ? { ...emptyAnswer(request), error: fault.code, data: fault.text ?? '' }
        : service.answer(request, this.road, callerOf(socket));
    entry.answer = answer.error;
    await send(socket, writeAnswer(answer), fault, () => this.breakOff(socket));
  }
}

async function send(
  socket: Socket,
  bytes: Buffer,
  fault: DirekteFault | undefined,
  breakOff: () => void,
): Promise<void> {
  switch (fault?.kind) {
    case 'split':
      for (let at = 0; at < bytes.length && !socket.destroyed; at += fault.bytes) {
        await written(socket, bytes.subarray(at, at + fault.bytes));
        // One turn of the loop between them, so that they are packets of their own.
        await wait(0);
      }
      socket.end();
      return;
    case 'cut':
      socket.end(bytes.subarray(0, fault.at));
      return;
    case 'reset':
      if (fault.at > 0) await written(socket, bytes.subarray(0, fault.at));
      breakOff();
      return;
    case 'longer':
      socket.end(
        fault.bytes < 0
          ? bytes.subarray(0, Math.max(0, bytes.length + fault.bytes))
          : Buffer.concat([bytes, Buffer.alloc(fault.bytes, ' ')]),
      );
      return;
    default:
      socket.end(bytes);
  }
}

const written = (socket: Socket, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => socket.write(bytes, () => resolve()));

/** IPv4 as one knows it. */
const callerOf = ({ remoteAddress = '' }: Socket): string => remoteAddress.replace(/^::ffff:/, '');

function emptyAnswer({ customer, abonType, dataType, logon, lookUp }: DirekteRequest) {
  return { customer, abonType, dataType, token: lookUp?.token ?? '', userId: (logon ?? lookUp)?.userId ?? '' };
}

function kindOf({ abonType, logon }: DirekteRequest): DirekteKind {
  if (logon) return logon.newPassword.trim() === '' ? 'logon' : 'new-password';
  if (abonType === '1') return 'subscribe';
  if (abonType === '3') return 'unsubscribe';
  return abonType === '0' ? 'look-up' : 'other';
}
