import { limited } from '@contact-sync/outbound';
import { PropertyGraphql, PropertyRest } from '@contact-sync/registers-datafordeler';
import type { BfeRegister } from './bfe-register';
import type { BfeRegisterParts } from './bfe-register-parts';
import { GraphqlRoad } from './graphql/graphql-road';
import { RestRoad } from './rest/rest-road';
import type { Road } from './road';

const BATCH = 100;
/** Calls at a time, over all the registers: no rate is published. */
const PARALLEL = 4;

/** Real property by the road that the profile opens. It holds no connection of its own; open another when settings change. */
export function openBfeRegister({ services, credentials, caller, now }: BfeRegisterParts): BfeRegister {
  const graphql = new GraphqlRoad(
    new PropertyGraphql({
      caller,
      credentials,
      host: services.graphqlHost,
      versions: {
        MAT: services.matVersion,
        EBR: services.ebrVersion,
        DAR: services.darVersion,
        DAGI: services.dagiVersion,
        BBR: services.bbrVersion,
        flexibleCurrent: services.flexibleVersion,
        EJF: services.ejfVersion,
      },
      now,
      inTurn: limited(PARALLEL),
    }),
    `MAT ${services.matVersion}, EBR ${services.ebrVersion}, DAR ${services.darVersion}`,
    now,
  );
  const rest = new RestRoad(new PropertyRest({ caller, credentials, host: services.restHost, now }), now);
  /** A profile's kind says how it may be used. */
  const road = async (): Promise<Road> => ((await credentials.get()).kind === 'certificate' ? rest : graphql);
  return {
    batch: BATCH,
    read: async (...args) => (await road()).read(...args),
    findByAddress: async (...args) => (await road()).findByAddress(...args),
    numbersAt: async (...args) => (await road()).numbersAt(...args),
    owners: async (...args) => (await road()).owners(...args),
    currentMarks: async (...args) => (await road()).currentMarks(...args),
    async *eventsSince(...args) {
      yield* (await road()).eventsSince(...args);
    },
    numbersOfLocations: async (...args) => (await road()).numbersOfLocations(...args),
    numbersOfParcels: async (...args) => (await road()).numbersOfParcels(...args),
    numbersOfRelations: async (...args) => (await road()).numbersOfRelations(...args),
    numbersOfOwnerships: async (...args) => (await road()).numbersOfOwnerships(...args),
    testConnection: async (...args) => (await road()).testConnection(...args),
  };
}
