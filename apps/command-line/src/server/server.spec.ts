import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CommandFailure } from '../failures';
import { Server } from './server';

let http: HttpServer;
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  http = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  server = new Server(new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`), 'a-token');
});
afterAll(() => new Promise((resolve) => http.close(resolve)));

const answering = (status: number, type: string, body: string) => {
  answer = (_, response) => response.writeHead(status, { 'content-type': type }).end(body);
};

async function failure(work: Promise<unknown>): Promise<CommandFailure> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof CommandFailure) return error;
  throw new Error('no CommandFailure was thrown', { cause: error });
}

describe('Server', () => {
  it('signs in, sends JSON and gives the answer', async () => {
    answer = (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { method, url, headers } = request;
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({ method, url, body, token: headers.authorization, type: headers['content-type'] }),
        );
      });
    };
    expect(await server.post('/a', { purpose: 'why' })).toEqual({
      method: 'POST',
      url: '/a',
      body: '{"purpose":"why"}',
      token: 'Bearer a-token',
      type: 'application/json',
    });
    expect(await server.get('/b', { limit: 5, state: undefined })).toMatchObject({ method: 'GET', url: '/b?limit=5' });
  });

  it('sends a stream as it is read', async () => {
    let length = 0;
    answer = (request, response) => {
      request.on('data', (chunk: Buffer) => (length += chunk.length));
      request.on('end', () => response.writeHead(202, { 'content-type': 'application/json' }).end('[]'));
    };
    const chunks = (async function* () {
      for (let at = 0; at < 100; at += 1) yield Buffer.alloc(64 * 1024);
    })();
    expect(await server.postStream('/files', { contentType: 'text/plain', chunks })).toEqual([]);
    expect(length).toBe(100 * 64 * 1024);
  });

  it('hears a server that refuses before it has everything', async () => {
    answer = (request, response) => {
      request.once('data', () => {
        response
          .writeHead(413, { 'content-type': 'application/problem+json' })
          .end('{"detail":"The file is too large"}');
        request.resume();
      });
    };
    const chunks = (async function* () {
      for (let at = 0; at < 200; at += 1) yield Buffer.alloc(64 * 1024);
    })();
    const { exitCode, message } = await failure(server.postStream('/files', { contentType: 'text/plain', chunks }));
    expect([exitCode, message]).toEqual([1, 'The file is too large']);
  });

  it('tells the failure that ended a stream, not that the line was cut', async () => {
    answer = (request) => request.resume();
    const chunks = (async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(10);
      throw new CommandFailure(1, 'the file could not be read to its end');
    })();
    const { exitCode, message } = await failure(server.postStream('/files', { contentType: 'text/plain', chunks }));
    expect([exitCode, message]).toEqual([1, 'the file could not be read to its end']);
  });

  it('shows a problem in plain words', async () => {
    answering(
      400,
      'application/problem+json',
      '{"title":"Bad Request","status":400,"detail":"The request does not fit its description","errors":[{"field":"purpose","message":"is needed"}]}',
    );
    const { exitCode, message } = await failure(server.get('/a'));
    expect([exitCode, message]).toEqual([1, 'The request does not fit its description\n  purpose: is needed']);
    answering(
      500,
      'application/problem+json',
      '{"title":"Internal Server Error","detail":"It failed","correlationId":"c-1"}',
    );
    expect((await failure(server.get('/a'))).message).toBe('It failed (server error 500, c-1)');
  });

  it('tells a sign-in that is not accepted apart from a refusal', async () => {
    answering(401, 'application/problem+json', '{"title":"Unauthorized"}');
    const { exitCode, message } = await failure(server.get('/a'));
    expect(exitCode).toBe(3);
    expect(message).toMatch(/did not accept the sign-in/);
    expect(message).not.toContain('a-token');
  });

  it('does not take anything else that answers for contact-sync', async () => {
    answering(200, 'text/html', '<p>hello');
    expect((await failure(server.get('/a'))).message).toMatch(/answered 200, but not as contact-sync does/);
    answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    expect((await failure(server.get('/a'))).exitCode).toBe(3);
  });

  it('says that nobody is there', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const { exitCode, message } = await failure(new Server(new URL(`http://127.0.0.1:${port}`), 't').get('/a'));
    expect(exitCode).toBe(3);
    expect(message).toBe(
      `cannot reach http://127.0.0.1:${port}: nothing listens there. Is contact-sync running there? (--url, CONTACT_SYNC_URL)`,
    );
  });
});
