import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/logger';
import { OutgoingSpans } from './outgoing-spans';
import { readPairs } from './pairs';
import { samplerOf } from './sampler';
import { TellingExporter } from './telling-exporter';
import type { TracingConfig } from './tracing-config';

export interface TracedService {
  readonly name: string;
  readonly version: string;
  readonly logger: Logger;
}

/** Traces of one service; of several in one process each has its own, and they share what sends. */
export interface Tracing {
  /** Sends what is finished, for two seconds at most: a collector that is away does not hold a stop. */
  stop(): Promise<void>;
}

const FLUSH_MS = 2_000;
const NONE: Tracing = { stop: () => Promise.resolve() };

let shared: SharedProvider | undefined;

/**
 * Begins to make traces, if the configuration names a collector. The API has one provider in a process: the first service
 * starts it, each further one adds its name, and the last to stop ends it. Never fails for want of a collector.
 */
export function startTracing(config: TracingConfig, service: TracedService): Tracing {
  const url = addressOf(config);
  if (config.disabled || url === undefined) return NONE;
  shared ??= new SharedProvider(config, url, service.logger);
  return shared.join(config, service);
}

function addressOf({ endpoint, tracesEndpoint }: TracingConfig): string | undefined {
  return tracesEndpoint ?? (endpoint === undefined ? undefined : `${endpoint.replace(/\/$/, '')}/v1/traces`);
}

class SharedProvider {
  private readonly provider: BasicTracerProvider;
  private readonly resources = new Map<string, Resource>();
  private running = 0;

  constructor(config: TracingConfig, url: string, logger: Logger) {
    const headers = readPairs(config.headers?.split(',') ?? []);
    const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: config.timeoutMs });
    const batches = new BatchSpanProcessor(new TellingExporter(exporter, logger), {
      scheduledDelayMillis: config.delayMs,
    });
    this.provider = new BasicTracerProvider({
      sampler: samplerOf(config),
      spanProcessors: [new OutgoingSpans(batches, (service) => this.resourceOf(service))],
    });
    trace.setGlobalTracerProvider(this.provider);
  }

  join(config: TracingConfig, { name, version }: TracedService): Tracing {
    this.running += 1;
    const attributes = {
      ...readPairs(config.resourceAttributes),
      'service.name': config.serviceName ?? name,
      'service.namespace': 'contact-sync',
      'service.version': version,
    };
    this.resources.set(name, resourceFromAttributes(attributes));
    let stopped = false;
    return {
      stop: async () => {
        if (stopped) return;
        stopped = true;
        await this.leave();
      },
    };
  }

  private async leave(): Promise<void> {
    this.running -= 1;
    const isLast = this.running === 0;
    if (isLast) {
      shared = undefined;
      trace.disable();
    }
    const sent = isLast ? this.provider.shutdown() : this.provider.forceFlush();
    const patience = new AbortController();
    await Promise.race([
      sent.catch(() => undefined),
      sleep(FLUSH_MS, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
  }

  /** Work of nobody in particular counts as the first service's: in a process of its own there is no other. */
  private resourceOf(service: string | undefined): Resource {
    const [first] = this.resources.values();
    return (service === undefined ? undefined : this.resources.get(service)) ?? first ?? resourceFromAttributes({});
  }
}
