import {
  type CadastralAnswer,
  cadastralAnswers,
  type LocationAnswer,
  locationAnswers,
  type PropertyFacts,
} from '@contact-sync/contacts-bfe';
import { CallFailed } from '@contact-sync/outbound';
import { type PropertyRest, together } from '@contact-sync/registers-datafordeler';
import { danishDay } from '@contact-sync/contacts-model';
import type {
  AddressIds,
  EventMarks,
  EventPage,
  FoundProperty,
  PropertyOwners,
  PropertyReading,
  ReadContext,
} from '../bfe-register';
import { readingOf, unaskable } from '../reading';
import type { Road } from '../road';
import { foundAt } from '../found-at';
import { idsOf } from '../rows';

const SOURCE = 'Matriklen2 and EBR by REST';
/** Every installation can ask for it: whether there is such a property does not matter. */
const ANY_NUMBER = '2154708';

/** Real property by REST: what is true now, without BBR, owners, search and events. It serves until it closes. */
export class RestRoad implements Road {
  constructor(
    private readonly registers: PropertyRest,
    private readonly now: () => Date,
  ) {}

  async read(numbers: readonly string[], context: ReadContext): Promise<PropertyReading[]> {
    const { signal } = context;
    const asked = idsOf(numbers.filter((number) => unaskable(number) === undefined));
    const [cadastre, locations] = await together<[CadastralAnswer[], LocationAnswer[]]>(
      signal,
      async (until) => (await this.registers.properties(asked, until)).flatMap(cadastralAnswers),
      async (until) => (await this.registers.locations(asked, until)).flatMap(locationAnswers),
    );
    const ground = await this.landUnder(cadastre, signal);
    const located = new Map(locations.map((answer) => [String(answer.row.bestemtFastEjendomBFENr), answer]));
    const means = { context, day: danishDay(this.now()), source: SOURCE };
    const readings = new Map(
      merged(cadastre).map((answer) => {
        const facts = factsOf(answer, located.get(answer.bfeNumber), ground);
        return [answer.bfeNumber, readingOf(facts, means)];
      }),
    );
    return numbers.map((number) => unaskable(number) ?? readings.get(number) ?? { outcome: 'not-found' });
  }

  async findByAddress(): Promise<FoundProperty[]> {
    throw new CallFailed('wrong', 'no-address-search', { said: 'REST of Datafordeler cannot search by address' });
  }

  async numbersAt(
    { addressIds = [], houseNumberIds = [] }: AddressIds,
    signal?: AbortSignal,
  ): Promise<FoundProperty[]> {
    const [atAddresses, atHouseNumbers] = await together<[object[], object[]]>(
      signal,
      (until) => this.registers.locationsAtAddresses(addressIds, until),
      (until) => this.registers.locationsAtHouseNumbers(houseNumberIds, until),
    );
    const rows = [...atAddresses, ...atHouseNumbers].flatMap(locationAnswers).map(({ row }) => row);
    return foundAt(rows, () => undefined);
  }

  async owners(): Promise<PropertyOwners[]> {
    throw new CallFailed('refused', 'no-owners', { said: 'owners come by GraphQL only' });
  }

  async currentMarks(): Promise<EventMarks> {
    throw noEvents();
  }

  async *eventsSince(): AsyncGenerator<EventPage> {
    throw noEvents();
  }

  async numbersOfLocations(): Promise<ReadonlyMap<string, string>> {
    throw noEvents();
  }

  async numbersOfParcels(): Promise<ReadonlyMap<string, string>> {
    throw noEvents();
  }

  async numbersOfRelations(): Promise<ReadonlyMap<string, string>> {
    throw noEvents();
  }

  async numbersOfOwnerships(): Promise<ReadonlyMap<string, string>> {
    throw noEvents();
  }

  async testConnection(signal?: AbortSignal): Promise<void> {
    await together(
      signal,
      (until) => this.registers.properties([ANY_NUMBER], until),
      (until) => this.registers.locations([ANY_NUMBER], until),
    );
  }

  /** The land that flats lie in and buildings stand on: it holds their parcels. */
  private async landUnder(
    answers: readonly CadastralAnswer[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, CadastralAnswer>> {
    const known = answers.filter(({ MAT_SamletFastEjendom }) => MAT_SamletFastEjendom.length > 0);
    const have = new Set(known.map(({ bfeNumber }) => bfeNumber));
    const missing = idsOf(answers.map(landIdOf)).filter((id) => !have.has(id));
    const more = missing.length === 0 ? [] : await this.registers.properties(missing, signal);
    return new Map([...known, ...more.flatMap(cadastralAnswers)].map((answer) => [answer.bfeNumber, answer]));
  }
}

const landIdOf = ({ MAT_Ejerlejlighed, MAT_BygningPaaFremmedGrundFlade }: CadastralAnswer): string | null | undefined =>
  [...MAT_Ejerlejlighed, ...MAT_BygningPaaFremmedGrundFlade][0]?.samletFastEjendomLokalId;

/** One answer for each number: a change that is under way stands beside what is. */
function merged(answers: readonly CadastralAnswer[]): CadastralAnswer[] {
  const all = new Map<string, CadastralAnswer>();
  for (const answer of answers) {
    const other = all.get(answer.bfeNumber);
    all.set(
      answer.bfeNumber,
      other === undefined
        ? answer
        : {
            ...other,
            MAT_SamletFastEjendom: [...other.MAT_SamletFastEjendom, ...answer.MAT_SamletFastEjendom],
            MAT_Ejerlejlighed: [...other.MAT_Ejerlejlighed, ...answer.MAT_Ejerlejlighed],
            MAT_BygningPaaFremmedGrundFlade: [
              ...other.MAT_BygningPaaFremmedGrundFlade,
              ...answer.MAT_BygningPaaFremmedGrundFlade,
            ],
          },
    );
  }
  return [...all.values()];
}

const NO_ADDRESS = {
  DAR_Adresse: new Map(),
  DAR_Husnummer: new Map(),
  DAR_Postnummer: new Map(),
  DAR_NavngivenVej: new Map(),
} as const;

function factsOf(
  answer: CadastralAnswer,
  location: LocationAnswer | undefined,
  ground: ReadonlyMap<string, CadastralAnswer>,
): PropertyFacts {
  const land = answer.MAT_SamletFastEjendom.length > 0 ? answer : ground.get(landIdOf(answer) ?? '');
  const { row, isTold, ...addresses } = location ?? { row: undefined, isTold: true, ...NO_ADDRESS };
  const { MAT_Jordstykke: _own, ...own } = answer;
  return {
    ...own,
    ...addresses,
    currentOnly: true,
    MAT_Ejerlav: land?.MAT_Ejerlav ?? new Map(),
    ...(land?.MAT_Jordstykke && { MAT_Jordstykke: land.MAT_Jordstykke }),
    ...(isTold && { EBR_Ejendomsbeliggenhed: row === undefined ? [] : [row] }),
  };
}

const noEvents = (): CallFailed =>
  new CallFailed('wrong', 'no-events', {
    said: 'REST of Datafordeler tells of no changes; events need a profile for GraphQL',
  });
