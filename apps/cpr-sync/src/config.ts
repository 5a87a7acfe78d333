import { join } from 'node:path';
import { AccessConfig, DatabaseConfig, FromEnv, HttpConfig, LogConfig, Part } from '@contact-sync/service';
import { IsIn, IsInt, IsString, Matches, Max, Min, ValidateIf } from 'class-validator';

export const TRANSPORTS = ['rabbitmq', 'in-process'] as const;

/** Everything cpr-sync reads from its environment. */
export class CprSyncConfig {
  @Part(DatabaseConfig) database!: DatabaseConfig;
  @Part(HttpConfig) http!: HttpConfig;
  @Part(AccessConfig) access!: AccessConfig;
  @Part(LogConfig) log!: LogConfig;

  /** How messages travel: over a broker, or from table to handler inside one process. */
  @FromEnv('TRANSPORT')
  @IsIn(TRANSPORTS)
  transport!: (typeof TRANSPORTS)[number];

  /** rabbitmq: the broker. */
  @FromEnv('AMQP_URL', { secret: true })
  @ValidateIf((config: CprSyncConfig) => config.transport === 'rabbitmq')
  @Matches(/^amqps?:\/\//, { message: 'amqpUrl must be an amqp:// or amqps:// address' })
  amqpUrl?: string;

  /** The exchange and the beginning of the queue names, for several installations on one broker. */
  @FromEnv('AMQP_EXCHANGE')
  @IsString()
  exchange: string = 'contact-sync';

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
