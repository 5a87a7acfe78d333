import type { Credential } from '@contact-sync/credentials';
import { resumeLane } from '@contact-sync/messaging';
import type { Sockets } from '@contact-sync/outbound';
import { openRemoteFiles, type RemoteFiles } from '@contact-sync/registers-cpr-files';
import type { Logger } from '@contact-sync/service';
import { RegisterLane } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { CprSettings } from '../settings';
import { fileServerOf } from './file-server-profile';
import type { RefusedLogins } from './refused-logins';

/** The lane of the file server: its row pauses what runs by itself while the server is away. */
export const FILES_LANE = 'cpr-files';

export interface FileAccessOptions {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly sockets: Sockets;
  /** The credential of a profile as it stands now. */
  readonly credentialOf: (profile: string) => Promise<Credential>;
  readonly refused: RefusedLogins;
  /** Milliseconds without a byte until a call fails. */
  readonly idleMs: number;
}

export interface AccessWish {
  /**
   * `job`: waits while the lane is paused, and pauses it. `person`: is answered what the server says now. `test`: as
   * `person`, and tries a password that was refused before.
   */
  readonly by: 'job' | 'person' | 'test';
  readonly signal?: AbortSignal | undefined;
}

const NEVER = new AbortController().signal;

/** The CPR office's file server, by the profile that the settings name at the moment. */
export class FileAccess {
  readonly lane: RegisterLane;

  constructor(private readonly options: FileAccessOptions) {
    const { pool, logger } = options;
    const named = { lane: FILES_LANE, register: "CPR's file server", work: 'the transfer of files' };
    this.lane = new RegisterLane({ pool, logger }, named);
  }

  /** Does work on the server's files. Throws `CallFailed`, and `RegisterAway` where a job finds or makes the lane paused. */
  async use<T>(
    settings: CprSettings,
    { by, signal }: AccessWish,
    work: (files: RemoteFiles) => Promise<T>,
  ): Promise<T> {
    const calls = (): Promise<T> => this.signedIn(settings, { by, signal }, work);
    if (by === 'job') return this.lane.through(signal ?? NEVER, calls);
    const result = await calls();
    // Somebody saw that it answers: jobs need not wait for their probe.
    await resumeLane(this.options.pool, FILES_LANE);
    return result;
  }

  /** The credential of the profile that is chosen. */
  credential({ fileServerProfile }: Pick<CprSettings, 'fileServerProfile'>): Promise<Credential> {
    // Asked for each time: a password that was corrected a moment ago is the one to be tried.
    return this.options.credentialOf(fileServerProfile);
  }

  private async signedIn<T>(
    settings: CprSettings,
    { by, signal }: AccessWish,
    work: (files: RemoteFiles) => Promise<T>,
  ): Promise<T> {
    const { sockets, idleMs, refused } = this.options;
    const credential = await this.credential(settings);
    if (by !== 'test') await refused.assertUntried(credential);
    const files = openRemoteFiles(fileServerOf(credential, settings), { sockets, idleMs, signal });
    try {
      const result = await work(files);
      await refused.forget(credential);
      return result;
    } catch (error) {
      await refused.heed(credential, error);
      throw error;
    } finally {
      files.close();
    }
  }
}
