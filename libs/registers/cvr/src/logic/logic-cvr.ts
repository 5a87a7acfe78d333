import { CallFailed, limited } from '@contact-sync/outbound';
import { LogicClient } from '@contact-sync/registers-kmd-logic';
import type { CvrRegister, CvrUnit } from '../cvr-register';
import type { CvrRegisterParts } from '../cvr-register-parts';
import { logicEventsSince, markOf } from './logic-events';
import { readUnit } from './unit-reading';

/** Calls in flight at a time: Logic takes one unit a call, and publishes no limit (kmd-logic.md, 2). */
const WIDTH = 4;

/** CVR at KMD Logic: one call for each unit, no search by name, subscriptions by object id, events by time. */
export function logicCvr({ settings, credentials, caller, now }: CvrRegisterParts): CvrRegister {
  const client = new LogicClient({ caller, credentials, version: settings.logicVersion, now });
  const inTurn = limited(WIDTH);
  const idOf = async ({ kind, number }: CvrUnit, signal?: AbortSignal): Promise<string | undefined> => {
    const answer =
      kind === 'company' ? await client.company(number, signal) : await client.productionUnit(number, signal);
    return answer.outcome === 'found' ? answer.unit.id : undefined;
  };
  return {
    provider: 'logic',
    batch: 1,
    read: (units, context) => Promise.all(units.map((unit) => inTurn(() => readUnit(client, unit, context)))),
    findByName: () =>
      Promise.reject(new CallFailed('wrong', 'no-name-search', { said: 'KMD Logic cannot search by name' })),
    resolve: (units, signal) => Promise.all(units.map((unit) => inTurn(() => idOf(unit, signal)))),
    subscribe: (objectId, signal) => inTurn(() => client.subscribe(objectId, signal)),
    unsubscribe: (objectId, signal) => inTurn(() => client.unsubscribe(objectId, signal)),
    currentMark: () => Promise.resolve(markOf(now())),
    eventsSince: (mark, signal) =>
      logicEventsSince(client, mark, {
        overlapMinutes: settings.pollOverlapMinutes,
        now: now(),
        ...(signal !== undefined && { signal }),
      }),
    testConnection: (signal) => client.test(signal),
  };
}
