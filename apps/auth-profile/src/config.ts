import { PROFILE_KINDS } from '@contact-sync/credentials';
import { AccessConfig, EndpointsConfig, FromEnv, Part, ServiceConfig } from '@contact-sync/service';
import { IsString, Matches, ValidateIf } from 'class-validator';

const KIND = `\\s*(?:${PROFILE_KINDS.join('|')})\\s*`;
const CALLER = `\\s*[^=;\\s]+\\s*=(?:\\s*\\*\\s*|${KIND}(?:\\+${KIND})*)`;
const CALLERS = new RegExp(`^(?:${CALLER}(?:;${CALLER})*;?)?\\s*$`);

/** Everything auth-profile reads from its environment. */
export class AuthProfileConfig extends ServiceConfig {
  @Part(EndpointsConfig) endpoints!: EndpointsConfig;

  /**
   * The keys that wrap the data keys of profiles: `id:base64 of 32 bytes`, apart by commas or lines; the first one wraps what
   * is written from now on. Default where ACCESS=local: the file `auth-keys` in the data folder, made at the first start.
   */
  @FromEnv('AUTH_KEYS', { secret: true })
  @ValidateIf(({ access, keys }: AuthProfileConfig) => keys !== undefined || !hasKeyFile(access))
  @IsString({ message: 'keys is needed, unless ACCESS=local has a data folder' })
  @Matches(/^\s*[\w.-]{1,40}:[A-Za-z0-9+/]{43}=(?:\s*[,\n]\s*[\w.-]{1,40}:[A-Za-z0-9+/]{43}=)*\s*$/, {
    message: 'keys must be one or more of id:key, apart by commas, each key 32 bytes as base64',
  })
  keys?: string;

  /**
   * rabbitmq: which kinds of profiles each user of the broker may have credentials of, as
   * `cvr-update=graphql-client-secret+kmd-logic;cvr-subscription=*`. Nobody, where nothing is said. In one process everybody.
   */
  @FromEnv('CREDENTIAL_CALLERS')
  @IsString()
  @Matches(CALLERS, { message: 'callers must be user=kind+kind;user=*, with kinds of profiles' })
  credentialCallers: string = '';
}

/** Whether keys may stand in a file of ours: on one machine, in its data folder. A container's folder may not outlive it. */
const hasKeyFile = ({ mode, dataFolder }: AccessConfig): boolean => mode === 'local' && dataFolder !== undefined;
