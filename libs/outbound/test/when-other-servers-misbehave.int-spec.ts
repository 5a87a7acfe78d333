import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  type Authority,
  httpsServer,
  listening,
  newAuthority,
  rawServer,
  selfSigned,
  type TestServer,
} from '@contact-sync/testing';
import { type Call, CallFailed, type ClientCertificate, openCaller, type OpenCaller } from '../src';
import { Agents } from '../src/agents';

const SECRET = 'aVerySecretToken';

let authority: Authority;
let good: ClientCertificate;
let folder: string;
let caFile: string;
let caller: OpenCaller;
const servers: TestServer[] = [];

beforeAll(async () => {
  authority = await newAuthority();
  good = await authority.issue({ name: 'localhost' });
  folder = mkdtempSync(join(tmpdir(), 'outbound-'));
  caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.certificate);
  caller = openCaller({ hosts: 'localhost:*', caFile, timeoutMs: 10_000, maxAnswerBytes: 100_000 });
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

const to = ({ port }: TestServer, more: Partial<Call> = {}): Call => ({
  method: 'GET',
  url: `https://localhost:${port}/path?apiKey=${SECRET}`,
  headers: { Authorization: `Bearer ${SECRET}` },
  ...more,
});

/** How a call fails. Whatever is logged of it holds nothing of the request. */
async function failureOf(call: Promise<unknown>): Promise<[CallFailed['failure'], string]> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CallFailed)) throw new Error('the call did not fail as calls do', { cause: error });
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(SECRET);
  return [error.failure, error.code];
}

const text = (body: Uint8Array): string => Buffer.from(body).toString();

describe('a whole answer', () => {
  it('comes with its status, headers in lower case and its body unpacked', async () => {
    const server = await serving(
      httpsServer(good, (_, response) => {
        response.writeHead(418, { 'X-Said': 'yes', 'Content-Encoding': 'gzip' }).end(gzipSync('æøå'));
      }),
    );
    const answer = await caller.call(to(server));
    expect(answer.status).toBe(418);
    expect(answer.headers['x-said']).toBe('yes');
    expect(text(answer.body)).toBe('æøå');
  });

  it('comes to the request as it was given', async () => {
    const server = await serving(
      httpsServer(good, (request, response) => {
        let body = '';
        request.on('data', (part: Buffer) => (body += part.toString()));
        request.on('end', () =>
          response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body })),
        );
      }),
    );
    const body = '{"a": 1}';
    const call = to(server, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    const got = JSON.parse(text((await caller.call(call)).body));
    expect(got).toMatchObject({ method: 'POST', url: `/path?apiKey=${SECRET}`, body });
    expect(got.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'contact-sync' });
  });

  it('is also one that leads elsewhere: nobody goes there', async () => {
    const elsewhere = await serving(httpsServer(good, (_, response) => void response.end('there')));
    const server = await serving(
      httpsServer(good, (_, response) => {
        response.writeHead(302, { Location: `https://localhost:${elsewhere.port}/` }).end();
      }),
    );
    expect((await caller.call(to(server))).status).toBe(302);
    expect(elsewhere.connections()).toBe(0);
  });

  it('shows our certificate where one is given, and none of another call', async () => {
    const server = await serving(
      httpsServer(
        good,
        (request, response) => {
          const { subject } = (request.socket as TLSSocket).getPeerCertificate();
          response.end(subject?.CN ?? 'nobody');
        },
        { requestCert: true, rejectUnauthorized: false },
      ),
    );
    const [one, two] = await Promise.all(['one', 'two'].map((name) => authority.issue({ name })));
    const seen = async (certificate?: ClientCertificate): Promise<string> =>
      text((await caller.call(to(server, certificate === undefined ? {} : { certificate }))).body);
    expect([await seen(one), await seen(), await seen(two), await seen(one)]).toEqual(['one', 'nobody', 'two', 'one']);
    // Each certificate has kept its connection.
    expect(server.connections()).toBe(3);
  });
});

describe('no call is made', () => {
  it.each([
    ['http://localhost:1/', 'not-https'],
    ['https://localhost.:443:1/', 'not-an-address'],
    ['https://user@localhost:1/', 'has-credentials'],
    ['https://example.org/', 'host-not-allowed'],
  ])('to %s', async (url, code) => {
    expect(await failureOf(caller.call({ method: 'GET', url }))).toEqual(['wrong', code]);
  });

  it('where the name leads into a private network, unless it is listed itself', async () => {
    const server = await serving(httpsServer(good, (_, response) => void response.end()));
    const agent = new Agents({ maxSockets: 1 }).agentFor({ mayBePrivate: false });
    const code = await new Promise((resolve) => {
      const request = httpsRequest({ host: 'localhost', port: server.port, agent });
      request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    expect([code, server.connections()]).toEqual(['ADDRESS_NOT_ALLOWED', 0]);
  });

  it('where it was taken back, and its reason is what is thrown', async () => {
    const server = await serving(httpsServer(good, () => undefined));
    const stop = new AbortController();
    const call = caller.call(to(server, { signal: stop.signal }));
    const reason = new Error('enough');
    stop.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect(caller.call(to(server, { signal: stop.signal }))).rejects.toBe(reason);
  });
});

describe('a server is not believed', () => {
  const answering = (certificate: ClientCertificate): Promise<TestServer> =>
    serving(httpsServer(certificate, (_, response) => void response.end('in')));

  it.each([
    ['with an expired certificate', { name: 'localhost', from: -3, to: -1 }, 'certificate-expired'],
    ['with one that begins tomorrow', { name: 'localhost', from: 1, to: 3 }, 'certificate-not-yet-valid'],
    ['with that of another', { name: 'other.example' }, 'certificate-wrong-name'],
  ])('%s', async (_, wish, code) => {
    const server = await answering(await authority.issue(wish));
    expect(await failureOf(caller.call(to(server)))).toEqual(['unavailable', code]);
  });

  it('that vouches for itself', async () => {
    const server = await answering(await selfSigned('localhost'));
    expect(await failureOf(caller.call(to(server)))).toEqual(['unavailable', 'certificate-untrusted']);
  });

  it('whose authority only others trust', async () => {
    const ordinary = openCaller({ hosts: 'localhost:*' });
    const server = await answering(good);
    expect(await failureOf(ordinary.call(to(server)))).toEqual(['unavailable', 'certificate-untrusted']);
    ordinary.close();
  });
});

describe('a server that does not believe us', () => {
  it.each([
    ['TLSv1.2', ['unavailable', 'tls-failed']],
    ['TLSv1.3', ['refused', 'client-certificate-refused']],
  ] as const)('misses a certificate, which %s says in its own way', async (version, failure) => {
    const server = await serving(
      httpsServer(good, (_, response) => void response.end('in'), {
        requestCert: true,
        rejectUnauthorized: true,
        ca: authority.certificate,
        minVersion: version,
        maxVersion: version,
      }),
    );
    const welcome = await authority.issue({ name: 'welcome' });
    expect(await failureOf(caller.call(to(server)))).toEqual(failure);
    expect(text((await caller.call(to(server, { certificate: welcome }))).body)).toBe('in');
  });

  it('never sees a certificate that cannot be read', async () => {
    const server = await serving(httpsServer(good, (_, response) => void response.end('in')));
    const certificate = { certificate: 'nonsense', key: SECRET };
    expect(await failureOf(caller.call(to(server, { certificate })))).toEqual(['wrong', 'certificate-unusable']);
  });
});

describe('a connection is cut', () => {
  const cutting = (answer: string): Promise<TestServer> =>
    serving(rawServer(good, (socket) => socket.write(answer, () => socket.destroy())));

  it('before TLS stands', async () => {
    const server = await serving(listening(createServer((socket: Socket) => socket.destroy())));
    expect(await failureOf(caller.call(to(server)))).toEqual(['unavailable', 'connection-reset']);
  });

  it.each([
    ['before an answer', '', 'connection-reset'],
    ['within the headers', 'HTTP/1.1 200 OK\r\nContent-', 'connection-reset'],
    ['within a body of known length', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"half"', 'half-answer'],
    ['within a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n{"half"', 'half-answer'],
    ['between two chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n', 'half-answer'],
  ])('%s', async (_, answer, code) => {
    expect(await failureOf(caller.call(to(await cutting(answer))))).toEqual(['unavailable', code]);
  });

  it('within what is packed, though the connection ended well', async () => {
    const packed = gzipSync('a'.repeat(5000)).subarray(0, 20);
    const server = await serving(
      httpsServer(good, (_, response) => void response.setHeader('Content-Encoding', 'gzip').end(packed)),
    );
    expect(await failureOf(caller.call(to(server)))).toEqual(['unavailable', 'half-answer']);
  });

  it('by nobody listening', async () => {
    const server = await serving(httpsServer(good, () => undefined));
    await server.stop();
    expect(await failureOf(caller.call(to(server)))).toEqual(['unavailable', 'connection-refused']);
  });

  it('after an earlier answer: a call that may be sent twice is, any other fails', async () => {
    let requests = 0;
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nin';
    const server = await serving(
      rawServer(good, (socket) => {
        requests += 1;
        // The second on a connection meets its end.
        if (socket.bytesRead > 0 && answered.has(socket)) socket.destroy();
        else socket.write(answer);
        answered.add(socket);
      }),
    );
    const answered = new Set<Socket>();
    await caller.call(to(server));
    expect(text((await caller.call(to(server))).body)).toBe('in');
    expect(requests).toBe(3);
    expect(await failureOf(caller.call(to(server, { method: 'POST' })))).toEqual(['unavailable', 'connection-reset']);
    await caller.call(to(server));
    expect((await caller.call(to(server, { method: 'POST', repeatable: true }))).status).toBe(200);
  });
});

describe('a server that keeps us', () => {
  it.each([
    ['saying nothing', ''],
    ['after the headers', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n'],
    ['within the body', 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"half"'],
  ])('waiting %s', async (_, answer) => {
    const server = await serving(rawServer(good, (socket) => void (answer !== '' && socket.write(answer))));
    expect(await failureOf(caller.call(to(server, { timeoutMs: 100 })))).toEqual(['unavailable', 'timeout']);
  });

  it('with a drop now and then does so no longer than one that is silent', async () => {
    const timers: NodeJS.Timeout[] = [];
    const server = await serving(
      rawServer(good, (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n');
        timers.push(setInterval(() => socket.write('.'), 20));
      }),
    );
    const signal = new AbortController().signal;
    expect(await failureOf(caller.call(to(server, { timeoutMs: 200, signal })))).toEqual(['unavailable', 'timeout']);
    timers.forEach(clearInterval);
  });

  it.each([
    ['plain', {}, Buffer.alloc(100_001)],
    ['packed small', { 'Content-Encoding': 'gzip' }, gzipSync(Buffer.alloc(1_000_000))],
  ])('busy with too much, %s', async (_, headers, body) => {
    const server = await serving(httpsServer(good, (__, response) => void response.writeHead(200, headers).end(body)));
    expect(await failureOf(caller.call(to(server)))).toEqual(['unavailable', 'answer-too-large']);
  });
});
