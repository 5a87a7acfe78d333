export type { Fault as DeliveryFault } from './deliveries/faults';
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
export type { CompanyWorld, CompanyWorldOptions, UnitIdentity } from './companies/company-world';
export { createCompanyWorld } from './companies/create-company-world';
export type { AppliedLifeEvent, LifeEvent, LifeEventKind, Telling } from './companies/life-event';
export type { UnitAddress, UnitState } from './companies/unit-state';
export { SOR_COLUMNS, type SorColumn, type SorRow } from './organisations/columns';
export { createOrganisationWorld } from './organisations/create-organisation-world';
export type {
  AppliedOrganisationEvent,
  OrganisationEvent,
  OrganisationEventKind,
} from './organisations/organisation-event';
export type { OrganisationAddress, OrganisationState, SorType } from './organisations/organisation-state';
export { parseSorLayout, SOR_LAYOUT_KINDS, type SorLayout, type SorLayoutKind } from './organisations/layouts';
export { type DailyFileOptions, writeDailyFile, type WrittenFile } from './organisations/write-daily-file';
export { type HistoryZipOptions, writeHistoryZip } from './organisations/write-history-zip';
export type { SorFileName, SorFileShelf, SpoiledFile } from './sor-files/file-shelf';
export type { OrganisationWorld, OrganisationWorldOptions } from './organisations/organisation-world';
export type { Fault, FaultRule } from './misbehaving/fault';
export type { Profiles } from './profiles';
export type {
  AppliedPropertyLifeEvent,
  PropertyLifeEvent,
  PropertyLifeEventKind,
  PropertyNote,
} from './properties/life-event';
export type {
  PropertyAddress,
  PropertyIdentity,
  PropertyKind,
  PropertyOwner,
  PropertyState,
} from './properties/property-state';
export type { PropertyWorld, PropertyWorldOptions } from './properties/property-world';
export { SAMPLE_PROPERTIES } from './properties/samples';
export type { LoggedRequest } from './requests/request-log';
export type { ServiceOptions, Target } from './serving/simulator-context';
export type { Addresses } from './serving/addresses';
export type { CprDirekte } from './cpr-direkte/cpr-direkte';
export type { DirekteFault, DirekteFaultRule } from './cpr-direkte/direkte-fault';
export type { DirekteOptions } from './cpr-direkte/direkte-service';
export type { LoggedDirekteRequest } from './cpr-direkte/request-log';
export type { CprOffice, OfficeFault, OfficeFile, OfficeOptions, OfficeSubscription } from './cpr-office/cpr-office';
export { createCprOffice } from './cpr-office/create-cpr-office';
export { createPersonWorld } from './persons/create-person-world';
export type { AppliedPersonLifeEvent, PersonLifeEvent, PersonLifeEventKind } from './persons/person-life-event';
export type { PersonChange, PersonWorld, PersonWorldOptions } from './persons/person-world';
export { type RunningSimulator, type SimulatorOptions, startSimulator } from './start-simulator';
export type { ClientCertificateFile, ClientCertificateOptions } from './tls/client-certificates';
export type { FileServerFault, FileServerFaultRule } from './cpr-files/file-faults';
export type { CprFileShelf } from './cpr-files/file-shelf';
export type { FileServerOptions, RunningFileServer } from './cpr-files/ftp-server';
