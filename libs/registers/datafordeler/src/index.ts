export { CvrGraphql } from './cvr/cvr-graphql';
export type { FactName, ImportStatus } from './cvr/cvr-graphql';
export { CvrRest } from './cvr/cvr-rest';
export type { CvrRestOptions } from './cvr/cvr-rest';
export type { EventRow } from './cvr/documents';
export type { GraphqlServiceOptions } from './graphql/graphql-service';
