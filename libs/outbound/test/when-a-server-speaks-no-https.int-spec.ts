import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { listening, newAuthority, type IssuedCertificate, type TestServer } from '@contact-sync/testing';
import { CallFailed, openSockets, type SocketExchange, type Sockets } from '../src';
import { resolved } from '../src/socket-address';
import { openSocket } from '../src/socket-connection';

let folder: string;
let caFile: string;
let good: IssuedCertificate;
let sockets: Sockets;
const servers: TestServer[] = [];

beforeAll(async () => {
  const authority = await newAuthority();
  good = await authority.issue({ name: 'localhost' });
  folder = mkdtempSync(join(tmpdir(), 'sockets-'));
  caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.certificate);
  sockets = openSockets({ hosts: 'localhost:*,*.below.example:*', caFile });
});

afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));
afterAll(() => rmSync(folder, { recursive: true }));

type Take = (socket: Socket) => void;

/** A server that does with a connection whatever it likes; with TLS unless it is plain. */
async function serving(take: Take, plain?: 'plain'): Promise<SocketExchange> {
  const quiet: Take = (socket) => {
    socket.on('error', () => undefined);
    take(socket);
  };
  const { certificate, key } = good;
  const server = await listening(
    plain === undefined ? createTlsServer({ cert: certificate, key }, quiet) : createServer(quiet),
  );
  servers.push(server);
  const transport = plain ?? 'tls';
  return { host: 'localhost', port: server.port, transport, request: Buffer.from('spørg'), maxBytes: 100 };
}

async function failureOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof CallFailed) return `${error.failure} ${error.code}`;
    throw error;
  }
  return 'none';
}

it('a request goes as it is, and the answer is all that came until the end', async () => {
  for (const plain of [undefined, 'plain'] as const) {
    const to = await serving((socket) => {
      socket.on('data', (asked: Buffer) => {
        socket.write('svar på ');
        socket.end(asked);
      });
    }, plain);
    expect(Buffer.from(await sockets.exchange(to)).toString()).toBe('svar på spørg');
  }
});

it.each<[string, string, Take]>([
  ['more than was allowed', 'unavailable answer-too-large', (socket) => socket.end(Buffer.alloc(101))],
  // What ended early is for its format to tell.
  ['half of it', 'none', (socket) => socket.on('data', () => socket.end('a'))],
  ['silence', 'unavailable timeout', () => undefined],
  [
    'a byte now and then, and no end',
    'unavailable timeout',
    (socket) => void setInterval(() => socket.write('a'), 20).unref(),
  ],
])('an answer that is %s fails with: %s', async (_, expected, take) => {
  const to = await serving(take);
  expect(await failureOf(() => sockets.exchange({ ...to, timeoutMs: 200 }))).toBe(expected);
});

it('a server that takes the connection and speaks no TLS is not waited for', async () => {
  const to = { ...(await serving(() => undefined, 'plain')), transport: 'tls' } as const;
  expect(await failureOf(() => sockets.connect({ ...to, connectMs: 100 }))).toBe('unavailable timeout');
  const other = { ...(await serving((socket) => socket.end('220 ready\r\n'), 'plain')), transport: 'tls' } as const;
  expect(await failureOf(() => sockets.connect(other))).toBe('unavailable tls-failed');
});

it('who no longer wants it goes with the reason, whether connecting, reading or not begun', async () => {
  const enough = new Error('enough');
  await expect(
    sockets.exchange({ ...(await serving(() => undefined)), signal: AbortSignal.abort(enough) }),
  ).rejects.toBe(enough);
  for (const plain of [undefined, 'plain'] as const) {
    const stop = new AbortController();
    // Without TLS it hangs as it connects.
    const to = await serving(() => stop.abort(enough), plain);
    await expect(sockets.exchange({ ...to, transport: 'tls', signal: stop.signal })).rejects.toBe(enough);
  }
});

it('hosts are those of the list; without TLS, or in a private network, those that are listed by their own name', async () => {
  expect(await failureOf(() => sockets.assertAllowed('localhost', 21))).toBe('none');
  for (const host of ['example.com', '127.0.0.1', '::1', ''])
    expect([host, await failureOf(() => sockets.assertAllowed(host, 21))]).toEqual([
      host,
      host === '' ? 'wrong not-an-address' : 'wrong host-not-allowed',
    ]);
  for (const host of ['localhost/x', 'user@localhost', 'localhost#', 'local host'])
    expect([host, await failureOf(() => sockets.assertAllowed(host, 21))]).toEqual([host, 'wrong not-an-address']);
  const below = { host: 'a.below.example', port: 9, request: Buffer.of(1), maxBytes: 1 };
  expect(await failureOf(() => sockets.exchange({ ...below, transport: 'plain' }))).toBe('wrong host-not-allowed');
  expect(['127.0.0.1', '::1']).toContain(await sockets.addressOf('localhost', 9));
  const numbered = openSockets({ hosts: '127.0.0.1:9' });
  expect(await numbered.addressOf('127.0.0.1', 9)).toBe('127.0.0.1');
  expect(await failureOf(() => numbered.assertAllowed('127.0.0.1', 10))).toBe('wrong host-not-allowed');
});

it('a name that leads into a private network is not gone to, unless it is listed itself', async () => {
  const to = await serving((socket) => socket.end());
  const tls = sockets.tlsOptions('localhost');
  expect(await failureOf(() => openSocket(to, { mayBePrivate: false, tls }))).toBe('wrong address-not-allowed');
  expect(await failureOf(() => resolved('localhost', { mayBePrivate: false }))).toBe('wrong address-not-allowed');
  expect(servers[0]?.connections()).toBe(0);
});

it('the options of TLS check the certificate against the host, whatever address is connected to', async () => {
  const { port } = await serving((socket) => socket.end());
  const connected = (host: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connectTls({ ...sockets.tlsOptions(host), host: '127.0.0.1', port }, () => resolve('connected'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    });
  expect(await connected('localhost')).toBe('connected');
  expect(await connected('direkte.example')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});
