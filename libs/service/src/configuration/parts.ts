import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { FromEnv } from './from-env';

/** The database of the service, with the role that runs (not the one that migrates). */
export class DatabaseConfig {
  @FromEnv('DATABASE_URL', { secret: true })
  @Matches(/^postgres(ql)?:\/\//, { message: 'url must be a postgres:// address' })
  url!: string;

  /** Connections at most. */
  @FromEnv('DATABASE_POOL_MAX')
  @IsInt()
  @Min(2)
  @Max(100)
  poolMax: number = 10;
}

export const TRANSPORTS = ['rabbitmq', 'in-process'] as const;

/** How messages travel. */
export class BrokerConfig {
  /** Over a broker, or from table to handler inside one process. */
  @FromEnv('TRANSPORT')
  @IsIn(TRANSPORTS)
  transport!: (typeof TRANSPORTS)[number];

  /** rabbitmq: the broker. */
  @FromEnv('AMQP_URL', { secret: true })
  @ValidateIf((config: BrokerConfig) => config.transport === 'rabbitmq')
  @Matches(/^amqps?:\/\//, { message: 'url must be an amqp:// or amqps:// address' })
  url?: string;

  /** The exchange and the beginning of the queue names, for several installations on one broker. */
  @FromEnv('AMQP_EXCHANGE')
  @IsString()
  exchange: string = 'contact-sync';
}

export class HttpConfig {
  /** Loopback unless told otherwise; a container listens on 0.0.0.0. */
  @FromEnv('HTTP_HOST')
  @IsString()
  host: string = '127.0.0.1';

  /** 0 takes a free port. */
  @FromEnv('HTTP_PORT')
  @IsInt()
  @Min(0)
  @Max(65535)
  port: number = 0;

  /** Bytes of a request body at most. */
  @FromEnv('HTTP_BODY_LIMIT')
  @IsInt()
  @Min(1024)
  bodyLimit: number = 1024 * 1024;

  /** Whether the API's description is served at `/<service>/docs`. */
  @FromEnv('HTTP_DOCS')
  @IsBoolean()
  docs: boolean = true;

  /** Whether `/metrics` answers those who are not signed in, for a scraper inside a closed network. */
  @FromEnv('METRICS_OPEN')
  @IsBoolean()
  metricsOpen: boolean = false;
}

export const ACCESS_MODES = ['local', 'oidc'] as const;
export type AccessMode = (typeof ACCESS_MODES)[number];

/** Who may call us; see the folder `access`. */
export class AccessConfig {
  /** `local`: one token for one machine. `oidc`: bearer tokens from an OpenID Connect issuer. */
  @FromEnv('ACCESS')
  @IsIn(ACCESS_MODES)
  mode!: AccessMode;

  /** local: the folder in which the token's file stands, made if absent. */
  @FromEnv('CONTACT_SYNC_DATA')
  @ValidateIf((config: AccessConfig) => config.mode === 'local' && config.token === undefined)
  @IsString({ message: 'dataFolder is needed with ACCESS=local, unless CONTACT_SYNC_TOKEN is given' })
  dataFolder?: string;

  /** local: the token itself, instead of the file. */
  @FromEnv('CONTACT_SYNC_TOKEN', { secret: true })
  @IsOptional()
  @MinLength(32)
  token?: string;

  /** local: names besides localhost by which this host may be called. */
  @FromEnv('HTTP_ALLOWED_HOSTS')
  @IsArray()
  allowedHosts: string[] = [];

  /** local: origins besides the host's own from which a page may call, such as the front that forwards to us. */
  @FromEnv('HTTP_ALLOWED_ORIGINS')
  @IsArray()
  allowedOrigins: string[] = [];

  /** oidc: the issuer as it stands in `iss`; its keys are found by discovery. */
  @FromEnv('OIDC_ISSUER')
  @ValidateIf((config: AccessConfig) => config.mode === 'oidc')
  @Matches(/^https?:\/\//, { message: 'issuer must be an address' })
  issuer?: string;

  /** oidc: what must stand in `aud`. */
  @FromEnv('OIDC_AUDIENCE')
  @ValidateIf((config: AccessConfig) => config.mode === 'oidc')
  @IsString()
  audience?: string;

  /** oidc: the claim that holds the access codes, a list or words apart by blanks; dots lead into objects. */
  @FromEnv('OIDC_ACCESS_CLAIM')
  @IsString()
  accessClaim: string = 'access_codes';

  /** oidc: what stands before each code in the claim, such as `WZ_ACC_`; values without it are not ours. */
  @FromEnv('OIDC_ACCESS_PREFIX')
  @IsString()
  accessPrefix: string = '';

  /** oidc: seconds by which the issuer's clock may differ from ours. */
  @FromEnv('OIDC_CLOCK_TOLERANCE')
  @IsInt()
  @Min(0)
  @Max(300)
  clockTolerance: number = 30;
}

/** The switches of CVR-1 are off after installation; where everything is invented they are on. */
export class IntegrationsConfig {
  /** What an integration's switch is until an administrator sets it. */
  @FromEnv('INTEGRATIONS')
  @IsIn(['on', 'off'])
  preset: 'on' | 'off' = 'off';

  get isOn(): boolean {
    return this.preset === 'on';
  }
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export class LogConfig {
  @FromEnv('LOG_LEVEL')
  @IsIn(LOG_LEVELS)
  level: (typeof LOG_LEVELS)[number] = 'info';

  /** A file the lines are added to, instead of standard output. */
  @FromEnv('LOG_FILE')
  @IsOptional()
  @IsString()
  file?: string;
}

const HOST = /^(\*\.)?(\[[\da-f:.]+\]|[^\s:/?#@[\]\\*]+)(:(\d{1,5}|\*))?$/iu;

/** Which servers of others may be called, over HTTPS and otherwise. */
export class EndpointsConfig {
  /** Names; `*.name` for everything below a name; `name:port` or `name:*` for ports besides 443. */
  @FromEnv('ENDPOINT_HOSTS')
  @IsArray()
  @Matches(HOST, { each: true, message: 'hosts must be names, *.name, name:port or name:*' })
  hosts: string[] = [
    '*.datafordeler.dk',
    'identity-api.kmdlogic.io',
    'gateway.kmdlogic.io',
    'sor-filer.sundhedsdata.dk',
    'direkte.cpr.dk:5000',
    'direkte-demo.cpr.dk:5000',
    'ftp.cpr.dk:*',
  ];

  /** A file of certificate authorities, PEM, trusted besides the system's. */
  @FromEnv('REGISTER_CA_FILE')
  @IsOptional()
  @IsString()
  caFile?: string;
}
