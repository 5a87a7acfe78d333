import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { CallFailed } from '@contact-sync/outbound';
import { Client, type FileEntryWithStats, type SFTPWrapper, type Stats } from 'ssh2';
import type { RemoteListing } from '../remote-files';
import type { FileServer, RoadParts } from '../server';
import { withinIdle } from '../within-idle';
import { isDiskFault } from './disk-fault';
import { writeMetered } from './metered-file';
import type { Road } from './road';
import { HostKeyUnknown, sftpFailure, statusOf } from './sftp-failure';

/**
 * Signs in by SFTP, once the server has shown the host key that the profile names: without a certificate nothing else tells
 * it from another. By password and no other way.
 */
export async function openSftpRoad(server: FileServer, parts: RoadParts): Promise<Road> {
  const { sockets, idleMs, signal } = parts;
  const { host, port, user, password, hostKey } = server;
  if (hostKey === undefined)
    throw new CallFailed('wrong', 'host-key-missing', { said: 'the profile names no host key of the server' });
  const socket = await sockets.connect({ host, port, transport: 'plain', connectMs: idleMs, signal });
  // Small packets go back and forth, each waiting for the one before.
  socket.setNoDelay(true);
  const client = new Client();
  try {
    const sftp = await withinIdle({ idleMs, signal, stop: () => client.destroy() }, async (alive) => {
      await ready(client, (failed) =>
        client.connect({
          sock: socket,
          username: user,
          password,
          authHandler: ['password'],
          readyTimeout: 2 * idleMs,
          hostVerifier: (key: Buffer) => {
            const known = fingerprintOf(key) === hostKey.replace(/=$/, '');
            if (!known) failed(new HostKeyUnknown());
            return known;
          },
        }),
      );
      alive();
      return opened<SFTPWrapper>((done) => client.sftp(done));
    });
    return new SftpRoad(client, sftp, server, parts);
  } catch (error) {
    client.on('error', () => undefined);
    client.destroy();
    signal?.throwIfAborted();
    throw sftpFailure(error);
  }
}

/** As `ssh-keygen -lf` shows it. */
export const fingerprintOf = (key: Uint8Array): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=$/, '')}`;

function ready(client: Client, connect: (failed: (error: Error) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve);
    client.once('error', reject);
    client.once('close', () => reject(new CallFailed('unavailable', 'connection-reset')));
    connect(reject);
  });
}

const opened = <T>(ask: (done: (error: Error | null | undefined, found: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => ask((error, found) => (error ? reject(error) : resolve(found))));

class SftpRoad implements Road {
  readonly resumes = true;
  /** Rejects when the connection ends: what is asked for then is never answered. */
  private readonly lost: Promise<never>;

  constructor(
    private readonly client: Client,
    private readonly sftp: SFTPWrapper,
    private readonly server: FileServer,
    private readonly parts: RoadParts,
  ) {
    this.lost = new Promise((_, reject) => {
      client.on('error', (error) => reject(sftpFailure(error)));
      client.on('close', () => reject(new CallFailed('unavailable', 'connection-reset')));
    });
    this.lost.catch(() => undefined);
  }

  list(): Promise<RemoteListing> {
    return this.within(async () => {
      const entries = await opened<FileEntryWithStats[]>((done) =>
        this.sftp.readdir(this.server.directory ?? '.', done),
      );
      const files = entries
        .filter(({ attrs }) => attrs.isFile())
        .map(({ filename, attrs }) => ({
          name: filename,
          size: attrs.size,
          kept: 'here' as const,
          day: new Date(attrs.mtime * 1000).toISOString().slice(0, 10),
        }));
      return { files, problems: [], rows: entries.length, isCut: false };
    });
  }

  sizeOf(name: string): Promise<number | undefined> {
    return this.within(async () => (await opened<Stats>((done) => this.sftp.stat(this.pathOf(name), done))).size);
  }

  read(name: string, from: number, path: string): Promise<void> {
    return this.within((alive) =>
      writeMetered(path, from, alive, (into) => {
        const source = this.sftp.createReadStream(this.pathOf(name), { start: from });
        return Promise.race([pipeline(source, into, { end: false }), this.lost]);
      }),
    );
  }

  async rename(from: string, to: string): Promise<void> {
    await this.within(async () => {
      try {
        await opened<void>((done) =>
          this.sftp.rename(this.pathOf(from), this.pathOf(to), (error) => done(error, undefined)),
        );
      } catch (error) {
        const status = statusOf(error);
        if (status === undefined) throw error;
        throw new CallFailed('wrong', 'rename-refused', { said: `the server answered ${status}` });
      }
    });
  }

  async upload(directory: string, name: string, bytes: Uint8Array): Promise<void> {
    const path = directory === '' ? this.pathOf(name) : `${directory}/${name}`;
    await this.within(() =>
      opened<void>((done) => this.sftp.writeFile(path, Buffer.from(bytes), (error) => done(error, undefined))),
    );
  }

  close(): void {
    this.client.end();
    this.client.destroy();
  }

  private pathOf(name: string): string {
    const { directory } = this.server;
    return directory === undefined ? name : `${directory.replace(/\/$/, '')}/${name}`;
  }

  private async within<T>(work: (alive: () => void) => Promise<T>): Promise<T> {
    const { idleMs, signal } = this.parts;
    try {
      return await withinIdle({ idleMs, signal, stop: () => this.close() }, (alive) =>
        Promise.race([work(alive), this.lost]),
      );
    } catch (error) {
      signal?.throwIfAborted();
      throw isDiskFault(error) ? error : sftpFailure(error);
    }
  }
}
