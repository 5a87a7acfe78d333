import { rm, stat, truncate } from 'node:fs/promises';
import { CallFailed } from '@contact-sync/outbound';
import type { FetchedFile, RemoteFiles } from './remote-files';
import { factOf } from './roads/fact-of';
import { openFtpsRoad } from './roads/ftps-road';
import type { Road } from './roads/road';
import { openSftpRoad } from './roads/sftp-road';
import type { FileServer, RoadParts } from './server';

/** Connections that bring a file no further, after which it is given up. */
const FRUITLESS = 2;

/** The files of the CPR office. Nothing is connected to before something is asked for. */
export function openRemoteFiles(server: FileServer, parts: RoadParts): RemoteFiles {
  return new OpenFiles(() => (server.mode === 'sftp' ? openSftpRoad(server, parts) : openFtpsRoad(server, parts)));
}

class OpenFiles implements RemoteFiles {
  private road: Road | undefined;

  constructor(private readonly open: () => Promise<Road>) {}

  list: RemoteFiles['list'] = () => this.on((road) => road.list());
  sizeOf: RemoteFiles['sizeOf'] = (name) => this.on((road) => road.sizeOf(name));
  rename: RemoteFiles['rename'] = (from, to) => this.on((road) => road.rename(from, to));
  upload: RemoteFiles['upload'] = (directory, name, bytes) =>
    this.on(async (road) => {
      await road.upload(directory, name, bytes);
    });

  async fetch(name: string, path: string): Promise<FetchedFile> {
    for (let fruitless = 0; ;) {
      const before = await bytesAt(path);
      try {
        return await this.on((road) => fetchRest(road, name, path));
      } catch (error) {
        if (!(error instanceof CallFailed) || error.failure !== 'unavailable') throw error;
        fruitless = (await bytesAt(path)) > before ? 0 : fruitless + 1;
        if (fruitless === FRUITLESS) throw error;
      }
    }
  }

  close(): void {
    this.road?.close();
    this.road = undefined;
  }

  /** Signs in where no connection stands; one that failed is not used again. */
  private async on<T>(work: (road: Road) => Promise<T>): Promise<T> {
    this.road ??= await this.open();
    try {
      return await work(this.road);
    } catch (error) {
      if (!(error instanceof CallFailed) || error.failure !== 'wrong') this.close();
      throw error;
    }
  }
}

async function fetchRest(road: Road, name: string, path: string): Promise<FetchedFile> {
  const size = await road.sizeOf(name);
  const there = await bytesAt(path);
  // What is longer than the file is the beginning of another one.
  const from = road.resumes && size !== undefined && there <= size ? there : 0;
  if (from === 0) await rm(path, { force: true });
  try {
    if (from === 0 || from !== size) await road.read(name, from, path);
  } catch (error) {
    // A server that does not begin in the middle is asked for all of it.
    if (from === 0 || !(error instanceof CallFailed) || error.failure !== 'wrong') throw error;
    await truncate(path, 0);
    await road.read(name, 0, path);
  }
  const bytes = await bytesAt(path);
  if (size === undefined) return { bytes };
  if ((await road.sizeOf(name)) !== size) {
    await rm(path, { force: true });
    throw new CallFailed('unavailable', 'file-changed', { said: 'the file became another while it was fetched' });
  }
  if (bytes < size) throw new CallFailed('unavailable', 'half-file', { said: `${bytes} of ${size} bytes came` });
  if (bytes > size) {
    await rm(path, { force: true });
    throw new CallFailed('unavailable', 'file-changed', { said: `${bytes} bytes came of a file of ${size}` });
  }
  return { bytes };
}

async function bytesAt(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (factOf(error, 'code') === 'ENOENT') return 0;
    throw error;
  }
}
