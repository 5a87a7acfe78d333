import { join } from 'node:path';
import { FromEnv, IntegrationsConfig, Part, ServiceConfig } from '@contact-sync/service';
import { IsInt, IsString, Max, Min, ValidateIf } from 'class-validator';

/** Everything cpr-sync reads from its environment. */
export class CprSyncConfig extends ServiceConfig {
  @Part(IntegrationsConfig) integrations!: IntegrationsConfig;

  /** The folder that files wait in between the two stages; all replicas share it. Default: `cpr/interim` in the data folder. */
  @FromEnv('CPR_INTERIM_DIRECTORY')
  @ValidateIf((config: CprSyncConfig) => config.access.dataFolder === undefined || config.interim !== undefined)
  @IsString({ message: 'interim is needed where there is no CONTACT_SYNC_DATA' })
  interim?: string;

  /** Largest file that can be uploaded, in megabytes. */
  @FromEnv('CPR_UPLOAD_LIMIT_MB')
  @IsInt()
  @Min(1)
  @Max(100_000)
  uploadLimitMb: number = 20_000;

  /** Files larger than this, in megabytes, are imported with little memory, at the price of some time. */
  @FromEnv('CPR_LARGE_FILE_MB')
  @IsInt()
  @Min(1)
  largeFileMb: number = 200;

  /** Seconds without a sign of life after which an import counts as crashed and is begun again. */
  @FromEnv('CPR_IMPORT_LEASE')
  @IsInt()
  @Min(1)
  @Max(600)
  importLease: number = 20;
}

/** Where files wait for their import. */
export function interimDirectoryOf({ interim, access }: CprSyncConfig): string {
  // The configuration has seen to it that one of the two is there.
  return interim ?? join(access.dataFolder ?? '', 'cpr', 'interim');
}
