import { join } from 'node:path';
import { EndpointsConfig, FromEnv, IntegrationsConfig, Part, ServiceConfig } from '@contact-sync/service';
import { IsIn, IsInt, IsString, Matches, Max, Min, ValidateIf } from 'class-validator';

/** Everything cpr-sync reads from its environment. */
export class CprSyncConfig extends ServiceConfig {
  @Part(IntegrationsConfig) integrations!: IntegrationsConfig;
  @Part(EndpointsConfig) endpoints!: EndpointsConfig;

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

  /** Seconds until a call to CPR must be answered. */
  @FromEnv('CPR_CALL_LIMIT')
  @IsInt()
  @Min(1)
  @Max(120)
  callLimit: number = 30;

  /** What `substituteNumbers` is until an administrator sets it: `allow` only where the registers are simulated. */
  @FromEnv('CPR_SUBSTITUTE_NUMBERS')
  @IsIn(['refuse', 'allow'])
  substituteNumbers: 'refuse' | 'allow' = 'refuse';

  /** Key of the hashes that stand for person numbers in schema `cpr`: 32 bytes as base64, the same for every replica. Else one is kept in the data folder. */
  @FromEnv('CPR_HASH_KEY', { secret: true })
  @ValidateIf((config: CprSyncConfig) => config.access.dataFolder === undefined || config.hashKey !== undefined)
  @Matches(/^[A-Za-z0-9+/]{43}=$/, {
    message: 'hashKey must be 32 bytes as base64; it is needed where there is no CONTACT_SYNC_DATA',
  })
  hashKey?: string;
}

/** Where files wait for their import. */
export function interimDirectoryOf({ interim, access }: CprSyncConfig): string {
  // The configuration has seen to it that one of the two is there.
  return interim ?? join(access.dataFolder ?? '', 'cpr', 'interim');
}
