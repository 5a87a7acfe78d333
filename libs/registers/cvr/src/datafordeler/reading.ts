import {
  observeCompany,
  observeProductionUnit,
  type CompanyRows,
  type ObservedUnit,
  type ObserveOptions,
  type ProductionUnitRows,
} from '@contact-sync/contacts-datafordeler';
import { createHash } from 'node:crypto';
import type { CvrUnit, ReadContext, UnitReading } from '../cvr-register';

/** What a reading is made with. */
export interface ReadingMeans {
  readonly context: ReadContext;
  readonly day: string;
  readonly source: string;
}

const DIGITS = { company: /^\d{8}$/, 'production-unit': /^\d{10}$/ } as const;

/** Why a unit is not asked for; a number that cannot be one would make the whole list wrong. */
export function unaskable(unit: CvrUnit): UnitReading | undefined {
  if (DIGITS[unit.kind].test(unit.number)) return undefined;
  const digits = unit.kind === 'company' ? 8 : 10;
  return { outcome: 'unusable', code: 'no-such-number', reason: `The number does not have ${digits} digits` };
}

export function companyReading(rows: CompanyRows | undefined, means: ReadingMeans): UnitReading {
  return readingOf(rows && observeCompany(rows, optionsOf(means)));
}

export function productionUnitReading(rows: ProductionUnitRows | undefined, means: ReadingMeans): UnitReading {
  return readingOf(rows && observeProductionUnit(rows, optionsOf(means)));
}

export function optionsOf({ context, day, source }: ReadingMeans): ObserveOptions {
  const { calledAt, companyType, unitType, lifetime } = context;
  return { calledAt, day, source, companyType, unitType, lifetime, hash: sha256 };
}

function readingOf(observed: ObservedUnit | undefined): UnitReading {
  if (observed === undefined) return { outcome: 'not-found' };
  const { observation, objectId, nextChange, remarks } = observed;
  return {
    outcome: 'found',
    objectId,
    observation,
    ...(nextChange !== undefined && { nextChange }),
    remarks,
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
