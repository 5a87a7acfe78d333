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
  Row,
  UnitFacts,
  VaerdiRow,
  VirksomhedRow,
} from './cvr/rows';
