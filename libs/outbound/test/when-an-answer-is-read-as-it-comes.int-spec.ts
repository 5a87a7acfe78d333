import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import {
  type Authority,
  httpsServer,
  newAuthority,
  rawServer,
  selfSigned,
  type TestServer,
  waitFor,
} from '@contact-sync/testing';
import { CallFailed, type ClientCertificate, openCaller, type OpenCaller, refusalOf, type StreamCall } from '../src';

let authority: Authority;
let good: ClientCertificate;
let folder: string;
let caller: OpenCaller;
const servers: TestServer[] = [];

beforeAll(async () => {
  authority = await newAuthority();
  good = await authority.issue({ name: 'localhost' });
  folder = mkdtempSync(join(tmpdir(), 'outbound-stream-'));
  writeFileSync(join(folder, 'ca.pem'), authority.certificate);
  // What limits whole answers does not limit streams.
  caller = openCaller({ hosts: 'localhost:*', caFile: join(folder, 'ca.pem'), timeoutMs: 1, maxAnswerBytes: 1 });
});

afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

afterAll(() => {
  caller.close();
  rmSync(folder, { recursive: true });
});

async function serving(server: Promise<TestServer>): Promise<TestServer> {
  servers.push(await server);
  return server;
}

const saying = (answer: string, then: (socket: TLSSocket) => void = () => undefined): Promise<TestServer> =>
  serving(rawServer(good, (socket) => void socket.write(answer, () => then(socket))));

const to = ({ port }: TestServer, more: Partial<StreamCall> = {}): StreamCall => ({
  method: 'GET',
  url: `https://localhost:${port}/path`,
  maxBytes: 100_000,
  ...more,
});

/** What a stream brought, and how it failed. */
async function readOf(
  call: StreamCall,
): Promise<{ readonly text: string; readonly failure?: readonly [string, string] }> {
  let text = '';
  try {
    const { body } = await caller.open(call);
    for await (const part of body) text += Buffer.from(part).toString();
    return { text };
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    return { text, failure: [error.failure, error.code] };
  }
}

it('comes with its status, its headers and its body, asked for unpacked', async () => {
  const server = await serving(
    httpsServer(good, (request, response) => {
      response.writeHead(206, { 'X-Said': String(request.headers['accept-encoding']) });
      response.write('{"range"');
      response.end(`:"${request.headers['range']}"}`);
    }),
  );
  const answer = await caller.open(to(server, { headers: { Range: 'bytes=5-' } }));
  expect([answer.status, answer.headers['x-said']]).toEqual([206, 'identity']);
  let text = '';
  for await (const part of answer.body) text += Buffer.from(part).toString();
  expect(text).toBe('{"range":"bytes=5-"}');
});

it('is no longer in memory than it is on its way: a server waits for who reads', async () => {
  const piece = Buffer.alloc(1024 * 1024);
  let sent = 0;
  const server = await serving(
    httpsServer(good, (_, response) => {
      const more = (): void => {
        while (!response.destroyed && sent < 64) {
          sent += 1;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    }),
  );
  const { body } = await caller.open(to(server, { maxBytes: 64 * piece.length }));
  let read = 0;
  for await (const part of body) {
    // Sockets and TLS hold some of it; they do not hold a fourth.
    if (read < piece.length) expect(sent).toBeLessThan(16);
    read += part.length;
  }
  expect([sent, read]).toEqual([64, 64 * piece.length]);
});

describe('a stream ends early', () => {
  it.each([
    ['within a known length', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf', 'half'],
    ['within a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\nhalf', 'half'],
    ['between two chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n', 'half'],
  ])('%s', async (_, answer, text) => {
    const server = await saying(answer, (socket) => socket.end());
    expect(await readOf(to(server))).toEqual({ text, failure: ['unavailable', 'half-answer'] });
  });

  it('before it began', async () => {
    const server = await saying('HTTP/1.1 200 OK\r\nContent-', (socket) => socket.destroy());
    expect(await readOf(to(server))).toEqual({ text: '', failure: ['unavailable', 'connection-reset'] });
  });

  it('since it is larger than allowed', async () => {
    const server = await saying('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nlarger');
    const failure = ['unavailable', 'answer-too-large'];
    expect(await readOf(to(server, { maxBytes: 5 }))).toEqual({ text: '', failure });
    expect(await readOf(to(server, { maxBytes: 6 }))).toEqual({ text: 'larger' });
  });

  it('since it comes packed, though nobody asked for that', async () => {
    const server = await serving(
      httpsServer(good, (_, response) => void response.setHeader('Content-Encoding', 'gzip').end(gzipSync('packed'))),
    );
    expect(await readOf(to(server))).toEqual({ text: '', failure: ['unavailable', 'unknown-encoding'] });
  });
});

describe('a server stands still', () => {
  it.each([
    ['before its answer', '', ''],
    ['before the body', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n', ''],
    ['within the body', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf', 'half'],
  ])('%s', async (_, answer, text) => {
    const server = await saying(answer);
    expect(await readOf(to(server, { idleMs: 60 }))).toEqual({ text, failure: ['unavailable', 'timeout'] });
  });

  it('and is waited for while it sends something now and then', async () => {
    const timers: NodeJS.Timeout[] = [];
    const server = await saying('HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n', (socket) => {
      timers.push(setInterval(() => socket.write('.'), 60));
    });
    // Longer in all than it may stand still at once.
    expect(await readOf(to(server, { idleMs: 300 }))).toEqual({ text: '........' });
    timers.forEach(clearInterval);
  });

  it('but it is who reads that takes the time: that is not the server', async () => {
    const server = await saying('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhalf');
    const { body } = await caller.open(to(server, { idleMs: 40 }));
    let text = '';
    const since = Date.now();
    for await (const part of body) {
      await waitFor(() => Date.now() - since > 80);
      text += Buffer.from(part).toString();
    }
    expect(text).toBe('half');
  });
});

describe('an answer that is no file', () => {
  it.each([
    [404, {}, ['unavailable', 'http-404'], undefined],
    [429, { 'Retry-After': '7' }, ['unavailable', 'http-429'], 7000],
    [503, {}, ['unavailable', 'http-503'], undefined],
    [403, {}, ['refused', 'http-403'], undefined],
    [302, { Location: 'https://localhost/elsewhere' }, ['wrong', 'http-302'], undefined],
  ])('%i is told as one is', async (status, headers, failure, retryAfterMs) => {
    const server = await serving(
      httpsServer(good, (_, response) => void response.writeHead(status, headers).end('no')),
    );
    const answer = await caller.open(to(server));
    const refusal = refusalOf(answer, new Date());
    answer.close();
    expect([[refusal?.failure, refusal?.code], refusal?.more.retryAfterMs]).toEqual([failure, retryAfterMs]);
    expect(server.connections()).toBe(1);
  });
});

describe('no stream is opened', () => {
  it.each([
    ['http://localhost:1/', 'not-https'],
    ['https://user@localhost:1/', 'has-credentials'],
    ['https://example.org/', 'host-not-allowed'],
  ])('to %s', async (url, code) => {
    const call: StreamCall = { method: 'GET', url, maxBytes: 10 };
    expect(await readOf(call)).toEqual({ text: '', failure: ['wrong', code] });
  });

  it('to a server that vouches for itself, or where nobody listens', async () => {
    const server = await serving(httpsServer(await selfSigned('localhost'), (_, response) => void response.end('in')));
    expect((await readOf(to(server))).failure).toEqual(['unavailable', 'certificate-untrusted']);
    await server.stop();
    expect((await readOf(to(server))).failure).toEqual(['unavailable', 'connection-refused']);
  });
});

describe('who reads has enough', () => {
  const endless = (): Promise<TestServer> => saying('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nhalf');

  it('by its signal, whose reason is thrown', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const { body } = await caller.open(to(await endless(), { signal: stop.signal }));
    const reading = (async () => {
      for await (const part of body) if (part.length > 0) stop.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
    await expect(caller.open(to(await endless(), { signal: stop.signal }))).rejects.toBe(reason);
  });

  it('by reading no further, or by never reading: the connection goes', async () => {
    let gone = 0;
    const server = await serving(
      rawServer(good, (socket) => {
        socket.on('close', () => (gone += 1));
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nhalf');
      }),
    );
    for await (const part of (await caller.open(to(server))).body) if (part.length > 0) break;
    (await caller.open(to(server))).close();
    await waitFor(() => gone === 2);
  });
});
