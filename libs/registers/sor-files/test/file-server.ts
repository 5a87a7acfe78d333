import type { IncomingMessage, ServerResponse } from 'node:http';
import { httpsServer, newAuthority, type TestServer } from '@contact-sync/testing';
import { openCaller, type OpenCaller } from '@contact-sync/outbound';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a server gives of a file at one request; later requests get the next, the last one for good. */
export interface Serving {
  readonly content?: Buffer;
  /** Header names in lower case; one that is undefined is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly status?: number;
  /** The connection is cut once so many bytes of the body have come. */
  readonly cutAfter?: number;
  readonly ignoresRange?: boolean;
  readonly chunked?: boolean;
  /** Bytes of a range that are given at most. */
  readonly most?: number;
  /** The range that is told, in place of the one asked for. */
  readonly tellsRange?: string;
}

export interface Seen {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** A file server over TLS with a folder beside it, and who may call it. */
export interface FileServer {
  readonly url: string;
  readonly folder: string;
  readonly caller: OpenCaller;
  /** What was asked since the last `serve`. */
  readonly seen: readonly Seen[];
  serve(...answers: readonly Serving[]): void;
  /** The client has so many bytes of the file: a connection that is to be cut there is cut. */
  reached(bytes: number): void;
  stop(): Promise<void>;
}

interface Cut {
  readonly at: number;
  now(): void;
}

export const MODIFIED = 'Sun, 22 Nov 2026 02:10:00 GMT';

export async function fileServer(): Promise<FileServer> {
  const authority = await newAuthority();
  const folder = mkdtempSync(join(tmpdir(), 'sor-files-'));
  writeFileSync(join(folder, 'ca.pem'), authority.certificate);
  const seen: Seen[] = [];
  let cut: Cut | undefined;
  let answers: readonly Serving[] = [];
  const server: TestServer = await httpsServer(await authority.issue({ name: 'localhost' }), (request, response) => {
    const serving = answers[Math.min(seen.length, answers.length - 1)] ?? {};
    seen.push({ range: request.headers.range, ifRange: request.headers['if-range'] as string | undefined });
    cut = answer(serving, request, response);
  });
  const caller = openCaller({ hosts: 'localhost:*', caFile: join(folder, 'ca.pem') });
  return {
    url: `https://localhost:${server.port}/SorEntity_daily.csv`,
    folder,
    caller,
    seen,
    serve: (...given) => {
      seen.length = 0;
      answers = given;
    },
    reached: (bytes) => {
      if (bytes === cut?.at) cut.now();
    },
    stop: async () => {
      caller.close();
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Cut | undefined {
  const { content = Buffer.alloc(0), headers = {}, status = 200, cutAfter, ignoresRange = false } = serving;
  const told: Record<string, string | undefined> = {
    'content-type': 'text/csv',
    etag: '"one"',
    'last-modified': MODIFIED,
    date: 'Sun, 22 Nov 2026 04:00:00 GMT',
    ...headers,
  };
  const { first, last } = /^bytes=(?<first>\d+)-(?<last>\d*)$/.exec(request.headers.range ?? '')?.groups ?? {};
  const ifRange = request.headers['if-range'];
  const same = ifRange === undefined || ifRange === told['etag'] || ifRange === told['last-modified'];
  const ranged = first !== undefined && !ignoresRange && same && status === 200;
  const from = ranged ? Number(first) : 0;
  const wanted = ranged && last !== '' ? Number(last) : content.length - 1;
  const to = Math.min(wanted, content.length - 1, ranged ? from + (serving.most ?? Infinity) - 1 : Infinity);
  const part = content.subarray(from, to + 1);
  if (ranged) told['content-range'] = serving.tellsRange ?? `bytes ${from}-${to}/${content.length}`;
  if (serving.chunked !== true) told['content-length'] ??= String(part.length);
  for (const [name, value] of Object.entries(told)) if (value !== undefined) response.setHeader(name, value);
  if (told['date'] === undefined) response.sendDate = false;
  response.writeHead(ranged ? (from < content.length ? 206 : 416) : status);
  if (cutAfter === undefined || cutAfter >= part.length) {
    response.end(part);
    return undefined;
  }
  response.flushHeaders();
  if (cutAfter > 0) response.write(part.subarray(0, cutAfter));
  else response.destroy();
  return { at: from + cutAfter, now: () => void response.destroy() };
}
