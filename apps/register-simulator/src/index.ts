export type { Fault } from './deliveries/faults';
export type { FileLayout } from './deliveries/record-file';
export { type DeliveryFile, writeDeliveries, type WriteDeliveriesOptions } from './deliveries/write-deliveries';
export type { EventMark } from './population/events/scene';
export type {
  AbroadState,
  AddressState,
  CivilState,
  CustodyState,
  FormerState,
  GuardianshipState,
  NameState,
  ParentState,
  PersonState,
  Status,
} from './population/person-state';
export {
  createPopulation,
  type DeliveredPerson,
  type Population,
  type PopulationOptions,
} from './population/population';
