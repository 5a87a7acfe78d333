import type { HealthCheck } from '@contact-sync/service';
import type { Provider, Type } from '@nestjs/common';
import type { CprSyncParts } from '../app.module';
import { direkteCheck } from './direkte-check';
import { DirekteClient } from './direkte-client';
import { direkteMetrics } from './direkte-metrics';
import { DirekteStops } from './direkte-stops';
import { DirektePasswordController } from './password.controller';
import { direkteTester } from './test-direkte';

/** What CPR Direkte needs of the service. */
export type DirekteOptions = Pick<
  CprSyncParts,
  'pool' | 'credentials' | 'sockets' | 'hash' | 'logger' | 'metrics' | 'connectionTests' | 'settings' | 'config' | 'now'
>;

/** CPR Direkte, for whoever asks persons there, and what it adds to the service. */
export interface DirekteParts {
  readonly direkte: DirekteClient;
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
  readonly checks: readonly HealthCheck[];
}

/** Wires CPR Direkte, once for a process, since its tokens and its limit of calls at once are kept here. */
export function direkteParts(options: DirekteOptions): DirekteParts {
  const { pool, settings, config, metrics, connectionTests } = options;
  const stops = new DirekteStops(options);
  const onCall = direkteMetrics(metrics, pool);
  const direkte = new DirekteClient({ ...options, stops, limitMs: config.callLimit * 1000, onCall });
  connectionTests.plugIn('direkte', direkteTester(pool, direkte));
  return {
    direkte,
    controllers: [DirektePasswordController],
    providers: [{ provide: DirekteClient, useValue: direkte }],
    checks: [direkteCheck(pool, stops, () => settings.current().direkteProfile)],
  };
}
