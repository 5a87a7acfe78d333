import { join } from 'node:path';
import { EndpointsConfig, FromEnv, IntegrationsConfig, Part, ServiceConfig } from '@contact-sync/service';
import { IsInt, IsString, Max, Min, ValidateIf } from 'class-validator';

/** Everything sor-import reads from its environment. */
export class SorImportConfig extends ServiceConfig {
  @Part(EndpointsConfig) endpoints!: EndpointsConfig;
  @Part(IntegrationsConfig) integrations!: IntegrationsConfig;

  /** The folder of files in work and of the file imported last; all replicas share it. Default: `sor` in the data folder. */
  @FromEnv('SOR_DIRECTORY')
  @ValidateIf((config: SorImportConfig) => config.access.dataFolder === undefined || config.directory !== undefined)
  @IsString({ message: 'directory is needed where there is no CONTACT_SYNC_DATA' })
  directory?: string;

  /** Seconds without a sign of life after which an import counts as crashed and is begun again. */
  @FromEnv('SOR_IMPORT_LEASE')
  @IsInt()
  @Min(1)
  @Max(600)
  importLease: number = 20;

  /** Seconds without a byte after which a download counts as broken off. */
  @FromEnv('SOR_IDLE_LIMIT')
  @IsInt()
  @Min(1)
  @Max(600)
  idleLimit: number = 30;

  /** Largest file that is downloaded or unpacked, in megabytes. */
  @FromEnv('SOR_FILE_LIMIT_MB')
  @IsInt()
  @Min(1)
  @Max(100_000)
  fileLimitMb: number = 4_000;

  /** Largest file that can be uploaded, in megabytes. */
  @FromEnv('SOR_UPLOAD_LIMIT_MB')
  @IsInt()
  @Min(1)
  @Max(100_000)
  uploadLimitMb: number = 4_000;
}

/** Where files of work in hand stand. */
export function workFolderOf({ directory, access }: SorImportConfig): string {
  // The configuration has seen to it that one of the two is there.
  return directory ?? join(access.dataFolder ?? '', 'sor');
}
