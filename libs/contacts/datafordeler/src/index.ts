export { isDeliveryDay, lastDeliveryDay, nextDeliveryDay } from './cpr/delivery-days';
export { observePerson, PERSON_MAPPER_VERSION } from './cpr/observe-person';
export type { ObservedPerson, ObservePersonOptions, Sector } from './cpr/observe-person';
export type { NamedRelation } from './cpr/related';
export { personsOfRest } from './cpr/rest-person';
export type { PersonSettings } from './cpr/scene';
export { MAPPER_VERSION, observeCompany, observeProductionUnit } from './cvr/observe';
export type { ObservedUnit, ObserveOptions } from './cvr/observe';
export { cvrNumberOf, pNumberOf } from './cvr/numbers';
export { companyRowsOf, productionUnitRowsOf } from './cvr/rest-answer';
export type {
  AdresseringRow,
  BrancheRow,
  CompanyRows,
  FactRow,
  NavnRow,
  ProductionUnitRows,
  ProduktionsenhedRow,
  ReklamebeskyttelseRow,
  UnitFacts,
  VaerdiRow,
  VirksomhedRow,
} from './cvr/rows';
export { factsThatCount, factThatCounts } from './facts-that-count';
export type { Life } from './facts-that-count';
export {
  beginsAfter,
  bestKnown,
  dayOf,
  earliestOf,
  endOf,
  first,
  holdsOn,
  latest,
  newest,
  nextBoundary,
  registered,
} from './periods';
export type { Row } from './row';
export { clean, present, text } from './texts';
export type { Remark } from './texts';
export type {
  AdresseRow,
  BygningPaaFremmedGrundRow,
  EjendomsadministratorRow,
  EjendomsbeliggenhedRow,
  EjendomsrelationRow,
  EjerlavRow,
  EjerlejlighedRow,
  EjerskabRow,
  HusnummerRow,
  JordstykkeRow,
  KommuneinddelingRow,
  NavngivenVejRow,
  OwnerInWords,
  OwnerPerson,
  PostnummerRow,
  SamletFastEjendomRow,
} from './property/rows';
