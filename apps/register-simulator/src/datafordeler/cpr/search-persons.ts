import type { PersonState } from '../../population/person-state';
import { MOST_VALUES } from '../schema/schema-text';
import { answeredError, Refused } from '../queries/refusals';
import type { LoadedPersons } from './registered-persons';
import type { Sector } from './person-schema';

interface Texts {
  readonly eq?: string | null;
  readonly in?: readonly string[] | null;
}

/** What a caller looks for: everything that is given must hold. */
export interface PersonInput {
  readonly personnummer?: { readonly personnummer?: Texts | null } | null;
  readonly person?: { readonly id?: Texts | null; readonly foedselsdato?: Texts | null } | null;
  readonly navn?: { readonly fornavne?: Texts | null; readonly efternavn?: Texts | null } | null;
  readonly adresse?: { readonly cprkommunekode?: Texts | null } | null;
}

/** Who fits, each once, in no order. Throws Refused where too little or too much is asked for. */
export function searchPersons(persons: LoadedPersons, input: PersonInput, sector: Sector): PersonState[] {
  const numbers = valuesOf(input.personnummer?.personnummer);
  const conditions = [
    { values: valuesOf(input.person?.id), of: (state: PersonState) => persons.idOf(state.number) },
    { values: valuesOf(input.person?.foedselsdato), of: (state: PersonState) => state.birthDate },
    { values: valuesOf(input.navn?.fornavne), of: (state: PersonState) => state.name.first },
    { values: valuesOf(input.navn?.efternavn), of: (state: PersonState) => state.name.last },
    { values: valuesOf(input.adresse?.cprkommunekode), of: (state: PersonState) => state.address?.municipality ?? '' },
  ].filter(({ values }) => values !== undefined);
  if (!isEnough(numbers, conditions.length, input, sector)) throw tooLittle();
  const candidates =
    numbers === undefined ? persons.everybody() : numbers.flatMap((number) => persons.personOf(number) ?? []);
  const found = new Map<string, PersonState>();
  for (const state of candidates) {
    if (conditions.every(({ values, of }) => values?.includes(of(state)))) found.set(state.number, state);
  }
  return [...found.values()];
}

/** A company gives the number, or a first name and a surname and something more. */
function isEnough(numbers: unknown, conditions: number, { navn }: PersonInput, sector: Sector): boolean {
  if (numbers !== undefined) return true;
  if (sector === 'PublicSector') return conditions > 0;
  return conditions > 2 && valuesOf(navn?.fornavne) !== undefined && valuesOf(navn?.efternavn) !== undefined;
}

function valuesOf(texts: Texts | null | undefined): readonly string[] | undefined {
  if (texts === null || texts === undefined) return undefined;
  const { eq, in: list } = texts;
  if (list && list.length > MOST_VALUES) {
    const message = `The list holds ${list.length} values; at most ${MOST_VALUES} are allowed.`;
    throw new Refused([answeredError('DAF-GQL-0016', message)]);
  }
  if (eq !== null && eq !== undefined) return list ? list.filter((each) => each === eq) : [eq];
  return list ?? undefined;
}

const tooLittle = () =>
  new Refused([
    answeredError(
      'DAF-GQL-0009',
      'When retrieving data for this entity, an input on at least one of the following fields must be specified: personnummer',
    ),
  ]);
