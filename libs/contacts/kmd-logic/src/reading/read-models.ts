import type { Company, CompanyEvent, ProductionUnitDetail, SubscribedCompanyEvents } from '../models';

/** What a value must be to be read as a model: a text, a list of names, or another model. */
type Shape = { readonly [name: string]: 'text' | Shape };

/** An answer that is not what the contract says. `field` is a name of the contract, never a value. */
export interface Misshapen {
  readonly field: string;
}

/** A model, or where the answer departs from the contract. */
export type Read<T> = { readonly model: T } | { readonly misshapen: Misshapen };

const LOCATION = {
  streetCode: 'text',
  streetName: 'text',
  houseNumber: 'text',
  communityCode: 'text',
  postCode: 'text',
  postDistrict: 'text',
  countryCode: 'text',
} as const;

const COMPANY: Shape = {
  id: 'text',
  cvrNumber: 'text',
  companyName: 'text',
  phoneNumber: 'text',
  eMailAddress: 'text',
  mainBusinessCode: 'text',
  mainBusinessDescription: 'text',
  businessTypeCode: 'text',
  dataProvider: 'text',
  cvrAddress: { ...LOCATION, publicRegistryId: 'text', floor: 'text', room: 'text', citySubDivision: 'text' },
  companyDetails: {
    businessStartDate: 'text',
    cessationDate: 'text',
    registrationFrom: 'text',
    registrationTo: 'text',
    status: 'text',
  },
};

const BRANCH = { branchCode: 'text', name: 'text' } as const;

const PRODUCTION_UNIT: Shape = {
  id: 'text',
  pNumber: 'text',
  cvrNumber: 'text',
  productionUnitName: 'text',
  phoneNumber: 'text',
  emailAddress: 'text',
  locationAddress: LOCATION,
  lineOfIndustries: { mainBusiness: BRANCH, biBranch1: BRANCH, biBranch2: BRANCH, biBranch3: BRANCH },
};

const EVENT: Shape = { id: 'text', objectType: 'text', action: 'text', actionDateTime: 'text' };

/** Reads an answer of `by-cvr` or `by-id`. */
export const readCompany = (json: unknown): Read<Company> => model<Company>(json, COMPANY);

/** Reads an answer of `production-unit-detail` or `production-unit-detail-by-id`. */
export const readProductionUnit = (json: unknown): Read<ProductionUnitDetail> =>
  model<ProductionUnitDetail>(json, PRODUCTION_UNIT);

/** Reads a page of `subscribed-events`. Without `actualCount`, which the contract requires, there is no telling the end. */
export function readSubscribedEvents(json: unknown): Read<SubscribedCompanyEvents> {
  const page = members(json);
  const actualCount = page?.get('actualcount');
  if (page === undefined) return { misshapen: { field: 'SubscribedCompanyEvents' } };
  if (typeof actualCount !== 'number' || !Number.isSafeInteger(actualCount) || actualCount < 0)
    return { misshapen: { field: 'actualCount' } };
  const list = page.get('events') ?? [];
  if (!Array.isArray(list)) return { misshapen: { field: 'events' } };
  const events: CompanyEvent[] = [];
  for (const one of list as unknown[]) {
    const read = model<CompanyEvent>(one, EVENT);
    if ('misshapen' in read) return read;
    events.push(read.model);
  }
  return { model: { events, actualCount } };
}

/**
 * Reads by the shape, whatever the letters' case: the contract has `eMailAddress` and `emailAddress`, test data have `Id`
 * and `PNumber`. Null and blank count as absent, a number as its digits; what the shape does not know is passed over.
 */
function model<T>(json: unknown, shape: Shape): Read<T> {
  try {
    return { model: shaped(json, shape, 'answer') as T };
  } catch (error) {
    if (error instanceof Departs) return { misshapen: { field: error.field } };
    throw error;
  }
}

/** Carries a departure out of the depth of an answer; never leaves this file. */
class Departs extends Error {
  constructor(readonly field: string) {
    super(field);
  }
}

function shaped(json: unknown, shape: Shape, at: string): Record<string, unknown> {
  const given = members(json);
  if (given === undefined) throw new Departs(at);
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(shape)) {
    const value = given.get(name.toLowerCase());
    if (value === undefined) continue;
    if (inner !== 'text') kept[name] = shaped(value, inner, name);
    else if (typeof value === 'number') kept[name] = String(value);
    else if (typeof value !== 'string') throw new Departs(name);
    else if (value.trim() !== '') kept[name] = value.trim();
  }
  return kept;
}

/** The members by name in lower case, those with a value first where two differ only in case. */
function members(json: unknown): Map<string, unknown> | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(json)) {
    const key = name.toLowerCase();
    if (value !== null && value !== undefined && (found.get(key) ?? '') === '') found.set(key, value);
  }
  return found;
}
