import { EndpointsConfig, FromEnv, Part, ServiceConfig } from '@contact-sync/service';
import { IsInt, Max, Min } from 'class-validator';

/** Everything bfe-lookup reads from its environment. */
export class BfeLookupConfig extends ServiceConfig {
  @Part(EndpointsConfig) endpoints!: EndpointsConfig;

  /** Seconds without a sign of life after which what a replica began counts as crashed and is begun again. */
  @FromEnv('BFE_LOOKUP_LEASE')
  @IsInt()
  @Min(1)
  @Max(600)
  lease: number = 60;

  /** Seconds until a call to a register must be answered. */
  @FromEnv('BFE_CALL_LIMIT')
  @IsInt()
  @Min(1)
  @Max(120)
  callLimit: number = 30;
}
