export type { AddressRows, ById, CadastralFacts, PropertyFacts } from './facts';
export { locationOf } from './location';
export { MAPPER_VERSION, observeProperty } from './observe-property';
export type { NamedObject, ObservedProperty, PropertyContext } from './observe-property';
export { companyNumber } from './owners';
export { KIND_IN_WORDS } from './property-kind';
export type { PropertyKind } from './property-kind';
export { buildingOf, landOf, propertyLife } from './property-life';
export type { PropertyLife } from './property-life';
