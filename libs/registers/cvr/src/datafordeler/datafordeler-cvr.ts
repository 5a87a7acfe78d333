import { limited } from '@contact-sync/outbound';
import { CvrGraphql, CvrRest } from '@contact-sync/registers-datafordeler';
import type { CvrRegister } from '../cvr-register';
import type { CvrRegisterParts } from '../cvr-register-parts';
import { GraphqlRoad } from './graphql-road';
import { RestRoad } from './rest-road';
import type { Road } from './road';

const BATCH = 100;
/** Calls at a time. */
const PARALLEL = 4;

/**
 * CVR at Datafordeler: by GraphQL, or by REST where the profile holds a certificate for it. A subscription is a row of our
 * own (CVR-4), so the register hears nothing of it.
 */
export function datafordelerCvr(parts: CvrRegisterParts): CvrRegister {
  const { settings, credentials, caller, now } = parts;
  const graphql = new GraphqlRoad(
    new CvrGraphql({
      caller,
      credentials,
      host: settings.graphqlHost,
      version: settings.cvrVersion,
      now,
      inTurn: limited(PARALLEL),
    }),
    now,
  );
  const rest = new RestRoad(new CvrRest({ caller, credentials, host: settings.restHost, now }), now);
  /** A profile's kind says how it may be used. */
  const road = async (): Promise<Road> => ((await credentials.get()).kind === 'certificate' ? rest : graphql);
  return {
    provider: 'datafordeler',
    batch: BATCH,
    read: async (...args) => (await road()).read(...args),
    findByName: async (...args) => (await road()).findByName(...args),
    resolve: async (...args) => (await road()).resolve(...args),
    subscribe: () => Promise.resolve(),
    unsubscribe: () => Promise.resolve(),
    currentMark: async (...args) => (await road()).currentMark(...args),
    async *eventsSince(...args) {
      yield* (await road()).eventsSince(...args);
    },
    testConnection: async (...args) => (await road()).testConnection(...args),
  };
}
