import { ValidateBy } from 'class-validator';

const MOST_FIELDS = 20;
const LONGEST_NAME = 40;

/** An object of texts by name; which names there are, and what they hold, depends on the kind of the profile. */
export const AreFields = (): PropertyDecorator =>
  ValidateBy({
    name: 'areFields',
    validator: {
      validate: isFields,
      defaultMessage: () => `fields must be texts by name, at most ${MOST_FIELDS}`,
    },
  });

function isFields(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MOST_FIELDS &&
    entries.every(([name, text]) => name.length <= LONGEST_NAME && typeof text === 'string')
  );
}
