import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

let ofProcess: Registry | undefined;

/** Memory, CPU, event loop: once for the process, however many services run in it. */
function processRegistry(): Registry {
  if (ofProcess === undefined) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

export interface MetricOptions<L extends string> {
  /** With its unit at the end, as Prometheus has it: `cpr_import_persons_total`, `…_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
}

/** The metrics of one service: a registry of its own, so that several services can live in one process. */
export class ServiceMetrics {
  readonly registry = new Registry();
  readonly contentType = this.registry.contentType;
  /** Seconds from a request to its answer, by method, route pattern (never the address itself) and status. */
  readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    this.requests = this.histogram({
      name: 'http_server_request_duration_seconds',
      help: 'Time from request to answer',
      labels: ['method', 'route', 'status'],
    });
  }

  counter<L extends string = never>({ name, help, labels = [] }: MetricOptions<L>): Counter<L> {
    return new Counter({ name, help, labelNames: labels, registers: [this.registry] });
  }

  /** With `read` the value is asked for at each scrape. */
  gauge<L extends string = never>(
    { name, help, labels = [] }: MetricOptions<L>,
    read?: () => number | Promise<number>,
  ): Gauge<L> {
    const collect =
      read &&
      async function (this: Gauge<L>): Promise<void> {
        this.set(await read());
      };
    return new Gauge({ name, help, labelNames: labels, registers: [this.registry], ...(collect && { collect }) });
  }

  histogram<L extends string = never>({
    name,
    help,
    labels = [],
    buckets,
  }: MetricOptions<L> & { readonly buckets?: number[] }): Histogram<L> {
    return new Histogram({ name, help, labelNames: labels, registers: [this.registry], ...(buckets && { buckets }) });
  }

  /** In Prometheus text form: ours and the process's. */
  text(): Promise<string> {
    return metricsText([this]);
  }
}

/** The metrics of several services and of the process they share, for the standalone application. */
export async function metricsText(services: readonly ServiceMetrics[]): Promise<string> {
  const registries = [processRegistry(), ...services.map(({ registry }) => registry)];
  // Not Registry.merge, which refuses a name that two services use; the label `service` keeps their values apart.
  return AggregatorRegistry.aggregate(await Promise.all(registries.map((each) => each.getMetricsAsJSON()))).metrics();
}
