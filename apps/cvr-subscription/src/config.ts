import { EndpointsConfig, FromEnv, IntegrationsConfig, Part, ServiceConfig } from '@contact-sync/service';
import { IsInt, Max, Min } from 'class-validator';

/** Everything cvr-subscription reads from its environment. */
export class CvrSubscriptionConfig extends ServiceConfig {
  @Part(EndpointsConfig) endpoints!: EndpointsConfig;
  @Part(IntegrationsConfig) integrations!: IntegrationsConfig;

  /** Seconds without a sign of life after which a run counts as crashed and is begun again. */
  @FromEnv('CVR_RUN_LEASE')
  @IsInt()
  @Min(1)
  @Max(600)
  runLease: number = 20;

  /** Seconds between two checks of the register for readiness. */
  @FromEnv('CVR_CHECK_SECONDS')
  @IsInt()
  @Min(1)
  @Max(3600)
  checkSeconds: number = 60;

  /** Seconds until a call to the register must be answered. */
  @FromEnv('CVR_CALL_LIMIT')
  @IsInt()
  @Min(1)
  @Max(120)
  callLimit: number = 30;
}
