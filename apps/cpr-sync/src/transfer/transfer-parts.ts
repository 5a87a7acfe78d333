import type { Credentials } from '@contact-sync/credentials';
import type { Sockets } from '@contact-sync/outbound';
import type { HealthCheck, Logger, Runs, ServiceMetrics } from '@contact-sync/service';
import { findPausedLane, laneCheck } from '@contact-sync/subject-updates';
import type { Provider, Type } from '@nestjs/common';
import type { Pool } from 'pg';
import type { ReadSettings } from '../asking/read-settings';
import type { ConnectionTests } from '../connection/connection-tests';
import type { BatchRunOptions } from '../deliveries/batch-run';
import type { InterimDirectory } from '../deliveries/interim-directory';
import type { KeyedHash } from '../keyed-hash';
import type { SourceRecords } from '../subscriptions/source-records';
import { fetchAll } from './fetch-all';
import { FileAccess, FILES_LANE } from './file-access';
import { InputFiles } from './input-files';
import { InputFilesController } from './input-files.controller';
import { RefusedLogins } from './refused-logins';
import { RemoteFilesController } from './remote-files.controller';
import { testFiles } from './test-files';
import { Transfer } from './transfer';
import { transferMetrics } from './transfer-metrics';

/** What the transfer of files stands on. */
export interface TransferPartsOptions {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly directory: InterimDirectory;
  readonly runs: Runs;
  readonly now: () => Date;
  readonly hash: KeyedHash;
  readonly credentials: Pick<Credentials, 'latest'>;
  readonly sockets: Sockets;
  readonly sources: Pick<SourceRecords, 'blocked' | 'noteSent'>;
  readonly readSettings: ReadSettings;
  readonly metrics: ServiceMetrics;
  readonly connectionTests: ConnectionTests;
  /** Milliseconds without a byte until a call fails. */
  readonly idleMs: number;
}

/** Files to and from the CPR office (CPR-7, stage 1). */
export interface TransferParts {
  readonly inputFiles: InputFiles;
  /** The middle steps of a batch run. */
  readonly fetchAll: BatchRunOptions['fetchAll'];
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
}

export function transferParts(options: TransferPartsOptions): TransferParts {
  const { pool, credentials, readSettings, metrics, connectionTests } = options;
  const credentialOf = (profile: string) => credentials.latest(profile);
  const access = new FileAccess({ ...options, credentialOf, refused: new RefusedLogins(options) });
  const transfer = new Transfer({ ...options, access, onFile: transferMetrics(metrics, pool) });
  const inputFiles = new InputFiles({ ...options, access });
  connectionTests.plugIn('files', (settings) => testFiles(access, settings));
  return {
    inputFiles,
    fetchAll: (wish) => fetchAll({ transfer, inputFiles, readSettings }, wish),
    controllers: [RemoteFilesController, InputFilesController],
    providers: [
      { provide: FileAccess, useValue: access },
      { provide: Transfer, useValue: transfer },
      { provide: InputFiles, useValue: inputFiles },
    ],
  };
}

/** The file server as readiness tells of it. */
export function transferChecks(pool: Pool): readonly HealthCheck[] {
  return [laneCheck("CPR's file server", () => findPausedLane(pool, FILES_LANE))];
}
