import { IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { FromEnv } from '../configuration/from-env';

export const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const ADDRESS = /^https?:\/\//;

/** Traces, by the standard variables of OpenTelemetry. Without an endpoint none are made. */
export class TracingConfig {
  @FromEnv('OTEL_SDK_DISABLED')
  @IsBoolean()
  disabled: boolean = false;

  /** The collector; spans are sent to `/v1/traces` below it, as OTLP over HTTP in JSON. */
  @FromEnv('OTEL_EXPORTER_OTLP_ENDPOINT')
  @IsOptional()
  @Matches(ADDRESS, { message: 'endpoint must be an http:// or https:// address' })
  endpoint?: string;

  /** The whole address for spans, where it is another. */
  @FromEnv('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')
  @IsOptional()
  @Matches(ADDRESS, { message: 'tracesEndpoint must be an http:// or https:// address' })
  tracesEndpoint?: string;

  /** `name=value`, separated by commas: what the collector wants to see, such as a key. */
  @FromEnv('OTEL_EXPORTER_OTLP_HEADERS', { secret: true })
  @IsOptional()
  @IsString()
  headers?: string;

  /** Milliseconds that one sending may take, tries again included. */
  @FromEnv('OTEL_EXPORTER_OTLP_TIMEOUT')
  @IsInt()
  @Min(100)
  @Max(60_000)
  timeoutMs: number = 10_000;

  /** Milliseconds between two sendings. */
  @FromEnv('OTEL_BSP_SCHEDULE_DELAY')
  @IsInt()
  @Min(10)
  @Max(60_000)
  delayMs: number = 5_000;

  /** Which traces are made. The collector, which sees whole traces, can choose better: it keeps those with errors. */
  @FromEnv('OTEL_TRACES_SAMPLER')
  @IsIn(SAMPLERS)
  sampler: (typeof SAMPLERS)[number] = 'parentbased_always_on';

  /** traceidratio: the part of all traces, 0 to 1. */
  @FromEnv('OTEL_TRACES_SAMPLER_ARG')
  @IsNumber()
  @Min(0)
  @Max(1)
  samplerArgument: number = 1;

  /** Instead of the service's own name. */
  @FromEnv('OTEL_SERVICE_NAME')
  @IsOptional()
  @IsString()
  serviceName?: string;

  /** `name=value`, separated by commas: what else tells this installation from others. */
  @FromEnv('OTEL_RESOURCE_ATTRIBUTES')
  @IsArray()
  resourceAttributes: string[] = [];
}
