export { schemaOwners } from './database/schema-owners';
export { main } from './main';
