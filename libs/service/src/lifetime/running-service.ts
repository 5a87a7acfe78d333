import type { Logger } from '../logging/logger';
import type { ServiceMetrics } from '../metrics/service-metrics';
import type { ReportSource } from '../probes/probe-routes';

/** A service that runs: what each application's `start(env)` gives back. */
export interface RunningService {
  /** The first step of its addresses. */
  readonly name: string;
  /** Where it listens, `http://127.0.0.1:4711`. */
  readonly url: string;
  readonly health: ReportSource;
  readonly metrics: ServiceMetrics;
  /** Where its lines go. */
  readonly logger: Logger;
  /** No new work, work in hand finished or given back, connections closed. */
  stop(): Promise<void>;
}
