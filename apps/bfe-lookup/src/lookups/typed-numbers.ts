import { Problem } from '@contact-sync/service';
import { readPropertyNumber } from '../properties/property-number';

const FAULTS = {
  'not-a-bfe-number': 'is no BFE number: up to ten digits, and not 0',
  'may-be-a-person': 'is no BFE number: it may be a person number, which goes to no other register',
} as const;

/** BFE numbers as somebody typed them, each once. Throws a `Problem` that names the fields at fault, never what stands there. */
export function readTypedNumbers(texts: readonly string[]): string[] {
  const read = texts.map(readPropertyNumber);
  const errors = read.flatMap((typed, at) =>
    'fault' in typed ? [{ field: `bfeNumbers[${at}]`, message: FAULTS[typed.fault] }] : [],
  );
  if (errors.length > 0) throw new Problem(422, 'A BFE number is mistyped', { code: 'not-a-bfe-number', errors });
  return [...new Set(read.flatMap((typed) => ('number' in typed ? [typed.number] : [])))];
}
