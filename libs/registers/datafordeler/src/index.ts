export { CprGraphql } from './cpr/cpr-graphql';
export type { CprGraphqlOptions } from './cpr/cpr-graphql';
export { CprRest } from './cpr/cpr-rest';
export type { CprSector } from './cpr/documents';
export { CvrGraphql } from './cvr/cvr-graphql';
export type { FactName } from './cvr/cvr-graphql';
export { CvrRest } from './cvr/cvr-rest';
export type { ChangedObject, IdsOf } from './events/changed-objects';
export { RegisterEvents } from './events/register-events';
export type { ChangesPage, EventsWanted, ImportStatus } from './events/register-events';
export type { GraphqlServiceOptions } from './graphql/graphql-service';
export { PropertyGraphql } from './property/property-graphql';
export type {
  CadastralRows,
  PropertyEvents,
  PropertyGraphqlOptions,
  PropertyService,
} from './property/property-graphql';
export { together } from './together';
export { PropertyRest } from './property/property-rest';
export type { RestOptions } from './rest/certified-call';
