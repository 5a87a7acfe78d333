import { uuidFrom } from '../companies/row-id';

const LOWEST = 4_000_000_000;
const MASK = 0x5bd1e995;

/** What Logic calls units, and what they are called in the register. */
export interface ObjectIds {
  toLogic(unitId: string): string;
  toUnit(objectId: string): string | undefined;
}

/** The register's own ids, or others that lead back to them. */
export function objectIds(kind: 'unit' | 'own'): ObjectIds {
  if (kind === 'unit') {
    return { toLogic: (unitId) => unitId, toUnit: (objectId) => (/^\d{10}$/.test(objectId) ? objectId : undefined) };
  }
  const toLogic = (unitId: string) => {
    const number = ((Number(unitId) - LOWEST) ^ MASK) >>> 0;
    return uuidFrom(number, ~number >>> 0, MASK);
  };
  return {
    toLogic,
    toUnit: (objectId) => {
      const unitId = String(((Number.parseInt(objectId.slice(0, 8), 16) ^ MASK) >>> 0) + LOWEST);
      return toLogic(unitId) === objectId ? unitId : undefined;
    },
  };
}
