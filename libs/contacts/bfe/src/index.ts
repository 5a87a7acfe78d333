export { KIND_IN_WORDS } from './property-kind';
export type { PropertyKind } from './property-kind';
