import type { Bounds, Entity } from '../schema/entity';
import { MOST_VALUES } from '../schema/schema-text';
import type { Condition } from './conditions';

/** Why a filter's values are not allowed, or undefined. */
export function outOfBounds(entity: Entity, conditions: readonly Condition[]): string | undefined {
  for (const { field, operators } of conditions) {
    const filter = entity.filters[field];
    const bounds = typeof filter === 'object' ? filter.bounds : {};
    for (const [operator, operand] of Object.entries(operators)) {
      const values: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
      if (operator === 'in' && values.length > MOST_VALUES) {
        return `The list of ${field}.in holds ${values.length} values; at most ${MOST_VALUES} are allowed.`;
      }
      if (!values.every((value) => within(bounds, value))) return `The value of ${field}.${operator} is out of bounds.`;
    }
  }
  return undefined;
}

function within(bounds: Bounds, value: unknown): boolean {
  if (typeof value === 'number') return value >= (bounds.MinValue ?? value);
  if (typeof value !== 'string') return true;
  const { MinStringLength = 0, MaxStringLength = Infinity, AllowedStrings } = bounds;
  const length = value.length >= MinStringLength && value.length <= MaxStringLength;
  return length && (AllowedStrings === undefined || AllowedStrings.split(', ').includes(value));
}
