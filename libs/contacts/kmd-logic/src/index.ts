export { placeEvent } from './events/company-event';
export type { PlacedEvent } from './events/company-event';
export { observeCompany } from './mapping/observe-company';
export { observeCeasedUnit, observeProductionUnit } from './mapping/observe-production-unit';
export type { Observed, ObserveOptions } from './mapping/options';
export type {
  Branch,
  Company,
  CompanyEvent,
  CvrAddress,
  CvrCompanyDetails,
  LineOfIndustries,
  LocationAddress,
  ProductionUnitDetail,
  SubscribedCompanyEvents,
} from './models';
export { dayOfInstant } from './reading/day';
export { readCompany, readProductionUnit, readSubscribedEvents } from './reading/read-models';
export type { Misshapen, Read } from './reading/read-models';
