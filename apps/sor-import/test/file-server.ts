import type { ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { httpsServer, newAuthority, type Authority, type TestServer } from '@contact-sync/testing';

/** A file as the server has it. */
export interface Served {
  readonly bytes: Uint8Array;
  readonly modified?: string;
  readonly type?: string;
  /** Instead of the file; the request counts all the same. */
  readonly answer?: (response: ServerResponse) => void;
}

/** SOR's file server as a test wants it, over TLS: files by path, without ranges. */
export class FileServer {
  /** By path. */
  readonly files = new Map<string, Served>();
  /** Paths that were asked for. */
  readonly asked: string[] = [];

  private constructor(
    readonly authority: Authority,
    private readonly server: () => TestServer,
  ) {}

  static async start(certificateDays = 30): Promise<FileServer> {
    const authority = await newAuthority();
    const certificate = await authority.issue({ name: 'localhost', from: -60, to: certificateDays });
    const listening: TestServer[] = [];
    const files = new FileServer(authority, () => {
      const [server] = listening;
      if (server === undefined) throw new Error('the file server does not listen');
      return server;
    });
    listening.push(
      await httpsServer(certificate, ({ url = '' }, response) => {
        files.asked.push(url);
        files.answer(files.files.get(url), response);
      }),
    );
    return files;
  }

  get port(): number {
    return this.server().port;
  }

  url(path: string): string {
    return `https://localhost:${this.port}${path}`;
  }

  put(path: string, bytes: Uint8Array, more: Omit<Served, 'bytes'> = {}): void {
    this.files.set(path, { bytes, ...more });
  }

  fail(path: string, answer: (response: ServerResponse) => void): void {
    this.files.set(path, { bytes: new Uint8Array(), answer });
  }

  stop(): Promise<void> {
    return this.server().stop();
  }

  private answer(file: Served | undefined, response: ServerResponse): void {
    if (file === undefined) return void response.writeHead(404).end('no such file');
    if (file.answer !== undefined) return file.answer(response);
    const { bytes, modified, type = 'text/csv' } = file;
    response.writeHead(200, {
      'content-type': type,
      'content-length': bytes.length,
      ...(modified !== undefined && { 'last-modified': new Date(modified).toUTCString() }),
    });
    response.end(bytes);
  }
}

/** A zip of files that are stored as they are (APPNOTE 4.3). */
export function zipOf(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let place = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(place, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, rest, Buffer.from(name)]));
    bodies.push(body);
    place += body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...bodies, central, end]);
}
