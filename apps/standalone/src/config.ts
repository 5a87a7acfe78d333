import { join, resolve } from 'node:path';
import { FromEnv, readConfig, type Environment } from '@contact-sync/service';
import { IsIn, IsInt, IsString, Max, Min } from 'class-validator';

export const HOST = '127.0.0.1';

/** Where database, token, logs and files stand unless CONTACT_SYNC_DATA says otherwise: in the clone. The command line looks there too. */
const DEFAULT_DATA_FOLDER = join(__dirname, '..', '..', '..', '.contact-sync');

const DEFAULT_PORT = 8080;

class StandaloneConfig {
  @FromEnv('CONTACT_SYNC_DATA')
  @IsString()
  dataFolder: string = DEFAULT_DATA_FOLDER;

  @FromEnv('CONTACT_SYNC_PORT')
  @IsInt()
  @Min(0)
  @Max(65535)
  port: number = DEFAULT_PORT;

  /** Whether the registers are played: invented companies behind Datafordeler and KMD Logic. */
  @FromEnv('CONTACT_SYNC_SIMULATOR')
  @IsIn(['on', 'off'])
  simulator: 'on' | 'off' = 'on';
}

export interface Standalone {
  /** Absolute. */
  readonly dataFolder: string;
  /** Of the front; 0 takes a free one. */
  readonly port: number;
  /** Whether the registers are played here. */
  readonly simulated: boolean;
}

/** What the standalone application reads itself; what else stands in the environment goes to the services. */
export function readStandaloneConfig(env: Environment): Standalone {
  const { dataFolder, port, simulator } = readConfig(StandaloneConfig, env);
  return { dataFolder: resolve(dataFolder), port, simulated: simulator === 'on' };
}

/** Whether the command line, run in the same folder, finds address and token without being told. */
export const usesDefaults = (env: Environment): boolean => {
  const { dataFolder, port } = readStandaloneConfig(env);
  return dataFolder === DEFAULT_DATA_FOLDER && port === DEFAULT_PORT;
};
