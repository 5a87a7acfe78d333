import { Gauge } from 'prom-client';
import { inBackground } from '../metrics/remembered';
import type { ServiceMetrics } from '../metrics/service-metrics';
import type { ExpirySource } from './expiry-sources';

const LOOK_AGAIN_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Days until each source expires, below zero when it has. Looked at every hour and never at the moment of a scrape, which
 * must not wait for another's server.
 */
export function expiryMetrics({ registry }: ServiceMetrics, sources: readonly ExpirySource[], now: () => Date): void {
  const watched = sources.map(({ what, read }) => ({ what, end: inBackground(read, LOOK_AGAIN_MS) }));
  for (const { end } of watched) end();
  new Gauge({
    name: 'contact_sync_days_to_expiry',
    help: 'Days until it expires',
    labelNames: ['what'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { what, end } of watched) {
        const at = end();
        if (at !== undefined) this.set({ what }, (at.getTime() - now().getTime()) / DAY_MS);
      }
    },
  });
}
