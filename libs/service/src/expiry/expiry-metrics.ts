import { Gauge } from 'prom-client';
import { inBackground } from '../metrics/remembered';
import type { ServiceMetrics } from '../metrics/service-metrics';
import type { ExpirySource, ExpirySources } from './expiry-sources';

const LOOK_AGAIN_MS = 3_600_000;
/** A list of our own database costs little, and what is new in it should show soon. */
const LIST_AGAIN_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Days until each source expires, below zero when it has. Looked at every hour (lists: every minute) and never at the moment
 * of a scrape, which must not wait for another's server.
 */
export function expiryMetrics(
  { registry }: ServiceMetrics,
  sources: readonly (ExpirySource | ExpirySources)[],
  now: () => Date,
): void {
  const watched = sources.map((source) =>
    'readAll' in source
      ? inBackground(source.readAll, LIST_AGAIN_MS)
      : inBackground(() => readOne(source), LOOK_AGAIN_MS),
  );
  for (const read of watched) read();
  new Gauge({
    name: 'contact_sync_days_to_expiry',
    help: 'Days until it expires',
    labelNames: ['what'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { what, end } of watched.flatMap((read) => read() ?? [])) {
        this.set({ what }, (end.getTime() - now().getTime()) / DAY_MS);
      }
    },
  });
}

async function readOne({ what, read }: ExpirySource): Promise<readonly { what: string; end: Date }[]> {
  const end = await read();
  return end === undefined ? [] : [{ what, end }];
}
