import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { CertificateAndKey, CertificateAuthority } from '../tls/authority';
import { ControlSession, type LoggedCommand, type SessionParts } from './control-session';
import { FileServerFaults } from './file-faults';
import { CprFileShelf, type OfficeFiles } from './file-shelf';
import { unixFace } from './unix-face';
import { zosFace } from './zos-face';

/** How the file server is set up; may be changed while it runs, for callers that come from then on. */
export interface FileServerOptions {
  /** What it looks like. */
  face: 'zos' | 'unix';
  /** z/OS: the first qualifier of every name. */
  firstQualifier: string;
  /** How long a migrated data set takes to come back, milliseconds. */
  recallMs: number;
}

/** What callers have to show. */
export interface FileServerAccount {
  readonly user: string;
  readonly password: string;
}

export interface RunningFileServer {
  /** `localhost:PORT`, TLS by AUTH TLS. */
  readonly explicit: string;
  /** `localhost:PORT`, TLS from the first byte. */
  readonly implicit: string;
  readonly options: FileServerOptions;
  readonly files: CprFileShelf;
  readonly faults: FileServerFaults;
  /** The last commands, oldest first; no password. */
  commands(): readonly LoggedCommand[];
  /** How often a command came, in all. */
  count(command: string): number;
  stop(): Promise<void>;
}

interface Parts {
  readonly authority: CertificateAuthority;
  readonly office: OfficeFiles;
  readonly account: FileServerAccount;
  readonly now: () => Date;
  /** The day it is, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly options?: Partial<FileServerOptions>;
  /** 0, or absent: any free ones. */
  readonly ports?: { readonly explicit?: number; readonly implicit?: number };
}

const MOST_KEPT = 2000;
const SUBJECT = 'CN=localhost, O=Register simulator';

/** Starts the CPR office's file server: on 127.0.0.1, over TLS, explicit and implicit, data connections too. */
export async function startFileServer(parts: Parts): Promise<RunningFileServer> {
  const { authority, office, account, now, today, ports = {} } = parts;
  const options: FileServerOptions = { face: 'zos', firstQualifier: 'CPR0132', recallMs: 0, ...parts.options };
  const files = new CprFileShelf(office, today);
  const faults = new FileServerFaults();
  const stopping = new AbortController();
  const kept: LoggedCommand[] = [];
  const counts = new Map<string, number>();
  const good = contextOf(await authority.issue({ subject: SUBJECT, use: 'server' }));
  const expired = contextOf(
    await authority.issue({
      subject: SUBJECT,
      use: 'server',
      notBefore: new Date(Date.now() - 2 * 86_400_000),
      notAfter: new Date(Date.now() - 86_400_000),
    }),
  );
  const sessionParts = (secureContext: SecureContext): SessionParts => ({
    face: () => (options.face === 'zos' ? zosFace(files, options.firstQualifier) : unixFace(files)),
    shelf: files,
    faults,
    secureContext,
    now,
    admits: (user, password) => user === account.user && password === account.password,
    log: (entry) => {
      kept.push(entry);
      if (kept.length > 2 * MOST_KEPT) kept.splice(0, MOST_KEPT);
      counts.set(entry.command, (counts.get(entry.command) ?? 0) + 1);
    },
    recallMs: () => options.recallMs,
    stopping: stopping.signal,
  });

  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };

  const open = (implicit: boolean) =>
    createServer((plain) => {
      keep(plain);
      const fault = faults.take(implicit ? 'CONNECT-IMPLICIT' : 'CONNECT');
      if (fault?.kind === 'no-tls') return void plain.end('220 This is no TLS.\r\n');
      const secureContext = fault?.kind === 'expired-certificate' ? expired : good;
      const socket = implicit ? new TLSSocket(plain, { isServer: true, secureContext }) : plain;
      if (implicit) keep(socket);
      if (fault?.kind === 'away') return void socket.end('421 Service not available, closing control connection.\r\n');
      return void new ControlSession(sessionParts(secureContext), socket, implicit);
    });
  const [explicit, implicit] = [open(false), open(true)];
  const [explicitPort, implicitPort] = [
    await listening(explicit, ports.explicit),
    await listening(implicit, ports.implicit),
  ];
  return {
    explicit: `localhost:${explicitPort}`,
    implicit: `localhost:${implicitPort}`,
    options,
    files,
    faults,
    commands: () => kept.slice(-MOST_KEPT),
    count: (command) => counts.get(command) ?? 0,
    stop: async () => {
      stopping.abort();
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed(explicit), closed(implicit)]);
    },
  };
}

function contextOf({ certificate, key }: CertificateAndKey): SecureContext {
  return createSecureContext({ cert: certificate, key, minVersion: 'TLSv1.2' });
}

async function listening(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
