import {
  AccessConfig,
  BrokerConfig,
  DatabaseConfig,
  EndpointsConfig,
  FromEnv,
  HttpConfig,
  IntegrationsConfig,
  LogConfig,
  Part,
  TracingConfig,
} from '@contact-sync/service';
import { IsInt, Max, Min } from 'class-validator';

/** Everything cvr-update reads from its environment. */
export class CvrUpdateConfig {
  @Part(DatabaseConfig) database!: DatabaseConfig;
  @Part(BrokerConfig) broker!: BrokerConfig;
  @Part(HttpConfig) http!: HttpConfig;
  @Part(AccessConfig) access!: AccessConfig;
  @Part(LogConfig) log!: LogConfig;
  @Part(TracingConfig) tracing!: TracingConfig;
  @Part(IntegrationsConfig) integrations!: IntegrationsConfig;
  @Part(EndpointsConfig) endpoints!: EndpointsConfig;

  /** Seconds without a sign of life after which what a replica began counts as crashed and is begun again. */
  @FromEnv('CVR_UPDATE_LEASE')
  @IsInt()
  @Min(1)
  @Max(600)
  lease: number = 60;

  /** Seconds until a call to the register must be answered. */
  @FromEnv('CVR_CALL_LIMIT')
  @IsInt()
  @Min(1)
  @Max(120)
  callLimit: number = 30;
}
