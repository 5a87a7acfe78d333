import { EndpointsConfig, FromEnv, IntegrationsConfig, Part, ServiceConfig } from '@contact-sync/service';
import { IsInt, Max, Min } from 'class-validator';

/** Everything cvr-update reads from its environment. */
export class CvrUpdateConfig extends ServiceConfig {
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
