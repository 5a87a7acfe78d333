import { Readable } from 'node:stream';
import { CallFailed } from '@contact-sync/outbound';
import { Client, type FileInfo } from 'basic-ftp';
import { readZosListing } from '../listing/zos-listing';
import type { RemoteFile, RemoteListing } from '../remote-files';
import type { FileServer, RoadParts } from '../server';
import { withinIdle } from '../within-idle';
import { isDiskFault } from './disk-fault';
import { ftpFailure, isReply } from './ftp-failure';
import { writeMetered } from './metered-file';
import type { Road } from './road';

/** Replies to a listing without matches; z/OS answers 550 (cpr-direkte.md 6.1). */
const NO_MATCH: ReadonlySet<number> = new Set([450, 550]);

/** Signs in by FTP over TLS: version 1.2 or later, certificates checked on both connections. */
export async function openFtpsRoad(server: FileServer, parts: RoadParts): Promise<Road> {
  const { sockets, idleMs, signal } = parts;
  const { host, port, mode, user, password, directory } = server;
  // The address that was looked at is the one that is connected to; certificates are checked against the name.
  const address = await sockets.addressOf(host, port);
  // Twice our own limit, which comes first and has a code.
  const client = new Client(2 * idleMs);
  const road = new FtpsRoad(client, server, parts);
  try {
    await withinIdle({ idleMs, signal, stop: () => client.close() }, async (alive) => {
      const secureOptions = { ...sockets.tlsOptions(host) };
      const secure = mode === 'implicit' ? 'implicit' : true;
      await client.access({ host: address, port, secure, secureOptions, user, password });
      alive();
      await road.begin(directory);
    });
    return road;
  } catch (error) {
    client.close();
    signal?.throwIfAborted();
    throw ftpFailure(error);
  }
}

class FtpsRoad implements Road {
  /** Where the sign-in leads, and where files are listed. */
  private places = { signedIn: '', listed: '' };

  constructor(
    private readonly client: Client,
    private readonly server: FileServer,
    private readonly parts: RoadParts,
  ) {}

  /** Text is written anew on its way, so that places in it are not those of the file. */
  get resumes(): boolean {
    return this.server.transferType === 'binary';
  }

  async begin(directory: string | undefined): Promise<void> {
    const { client, server } = this;
    const signedIn = await client.pwd();
    if (directory !== undefined) await client.cd(directory);
    this.places = { signedIn, listed: directory === undefined ? signedIn : await client.pwd() };
    if (server.mvs) {
      // Full names below the prefix; and a migrated data set fails at once instead of keeping us waiting for its recall.
      await client.sendIgnoringError('SITE DATASETMODE');
      await client.sendIgnoringError('SITE NOAUTORECALL');
      client.availableListCommands = ['LIST'];
    }
    if (server.transferType === 'ascii') await client.send('TYPE A');
  }

  list(): Promise<RemoteListing> {
    let listing: RemoteListing | undefined;
    if (this.server.mvs)
      this.client.parseList = (text) => {
        listing = readZosListing(text);
        return [];
      };
    return this.within(async () => {
      try {
        const infos = await this.client.list();
        return listing ?? { ...plainFiles(infos), isCut: false };
      } catch (error) {
        if (!isReply(error) || !NO_MATCH.has(error.code)) throw error;
        return { files: [], problems: [], rows: 0, isCut: false };
      }
    });
  }

  sizeOf(name: string): Promise<number | undefined> {
    if (!this.resumes) return Promise.resolve(undefined);
    return this.within(async () => {
      try {
        return await this.client.size(name);
      } catch (error) {
        if (isReply(error)) return undefined;
        throw error;
      }
    });
  }

  read(name: string, from: number, path: string): Promise<void> {
    return this.within((alive) => writeMetered(path, from, alive, (into) => this.client.downloadTo(into, name, from)));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.within(async () => {
      try {
        await this.client.rename(from, to);
      } catch (error) {
        if (isReply(error))
          throw new CallFailed('wrong', 'rename-refused', { said: `the server answered ${error.code}` });
        throw error;
      }
    });
  }

  async upload(directory: string, name: string, bytes: Uint8Array): Promise<void> {
    await this.within(async (alive) => {
      const { client, server } = this;
      if (directory !== '') {
        await client.cd(this.places.signedIn);
        await client.cd(directory);
      }
      try {
        // The lines are text: z/OS makes records of them.
        if (server.mvs) await client.send('TYPE A');
        alive();
        await client.uploadFrom(Readable.from([Buffer.from(bytes)]), name);
      } finally {
        if (server.mvs && server.transferType === 'binary') await client.send('TYPE I');
        if (directory !== '') await client.cd(this.places.listed);
      }
    });
  }

  close(): void {
    this.client.close();
  }

  private async within<T>(work: (alive: () => void) => Promise<T>): Promise<T> {
    const { idleMs, signal } = this.parts;
    try {
      return await withinIdle({ idleMs, signal, stop: () => this.client.close() }, work);
    } catch (error) {
      signal?.throwIfAborted();
      throw isDiskFault(error) ? error : ftpFailure(error);
    }
  }
}

function plainFiles(infos: readonly FileInfo[]): Pick<RemoteListing, 'files' | 'problems' | 'rows'> {
  const files = infos
    .filter(({ isFile }) => isFile)
    .map(({ name, size, modifiedAt }): RemoteFile => {
      const day = modifiedAt?.toISOString().slice(0, 10);
      return { name, size, kept: 'here', ...(day !== undefined && { day }) };
    });
  return { files, problems: [], rows: infos.length };
}
