import { CallFailed } from '@contact-sync/outbound';
import { type PropertyGraphql, together } from '@contact-sync/registers-datafordeler';
import { danishDay } from '@contact-sync/contacts-model';
import type {
  AddressIds,
  EventMarks,
  EventPage,
  FoundProperty,
  PropertyOwners,
  PropertyReading,
  PropertyRegister,
  ReadContext,
} from '../bfe-register';
import { readingOf, unaskable } from '../reading';
import type { Road } from '../road';
import { groupedBy, idsOf, numberText } from '../rows';
import { findByAddress, numbersAt } from './found-properties';
import { gatherFacts } from './gather-facts';
import { administratorsOf, ownershipsOf } from './holders';
import { MunicipalityNames } from './municipality-names';

/**
 * The entities whose events may change a contact, as the events name them. Nothing shows how they write the Danish letter
 * of buildings on foreign land, so both spellings are asked for.
 */
const ENTITIES: Readonly<Record<PropertyRegister, readonly string[]>> = {
  MAT: [
    'SamletFastEjendom',
    'Ejerlejlighed',
    'BygningPaaFremmedGrundFlade',
    'BygningPaaFremmedGrundPunkt',
    'BygningPåFremmedGrundFlade',
    'BygningPåFremmedGrundPunkt',
    'Jordstykke',
    'Ejerlav',
  ],
  EBR: ['Ejendomsbeliggenhed'],
  DAR: ['Adresse', 'Husnummer', 'Postnummer', 'NavngivenVej'],
  BBR: ['Ejendomsrelation'],
  EJF: ['Ejerskab'],
};

const REGISTERS = Object.keys(ENTITIES) as PropertyRegister[];

/** Real property by GraphQL, a hundred numbers at a time. */
export class GraphqlRoad implements Road {
  private readonly municipalities: MunicipalityNames;

  constructor(
    private readonly registers: PropertyGraphql,
    private readonly source: string,
    private readonly now: () => Date,
  ) {
    this.municipalities = new MunicipalityNames(registers, now);
  }

  async read(numbers: readonly string[], context: ReadContext): Promise<PropertyReading[]> {
    const { signal, owners } = context;
    const asked = idsOf(numbers.filter((number) => unaskable(number) === undefined));
    if (asked.length === 0) return numbers.map((number) => unaskable(number) ?? { outcome: 'not-found' });
    const day = danishDay(this.now());
    const { facts, remarks } = await gatherFacts(this.registers, asked, { day, owners, ...(signal && { signal }) });
    const means = { context, day, source: this.source };
    const readings = new Map([...facts].map(([number, own]) => [number, readingOf(own, means, { remarks })]));
    const named = context.municipalityName === true ? await this.named(readings, signal) : readings;
    return numbers.map((number) => unaskable(number) ?? named.get(number) ?? { outcome: 'not-found' });
  }

  findByAddress(text: string, limit: number, signal?: AbortSignal): Promise<FoundProperty[]> {
    return findByAddress(this.registers, text, limit, signal);
  }

  numbersAt(at: AddressIds, signal?: AbortSignal): Promise<FoundProperty[]> {
    return numbersAt(this.registers, at, danishDay(this.now()), signal);
  }

  async owners(numbers: readonly string[], signal?: AbortSignal): Promise<PropertyOwners[]> {
    const asked = idsOf(numbers.filter((number) => unaskable(number) === undefined));
    const [owners, administrators] = await together<
      [Awaited<ReturnType<PropertyGraphql['owners']>>, Awaited<ReturnType<PropertyGraphql['administrators']>>]
    >(
      signal,
      (until) => this.registers.owners(asked, until),
      (until) => this.registers.administrators(asked, until),
    );
    const owned = groupedBy(owners, (row) => numberText(row.bestemtFastEjendomBFENr));
    const administered = groupedBy(administrators, (row) => numberText(row.bestemtFastEjendomBFENr));
    return numbers.map((bfeNumber) => ({
      bfeNumber,
      owners: ownershipsOf(owned.get(bfeNumber) ?? []),
      administrators: administratorsOf(administered.get(bfeNumber) ?? []),
    }));
  }

  async currentMarks(of: readonly PropertyRegister[], signal?: AbortSignal): Promise<EventMarks> {
    const marks = await together<[PropertyRegister, string][]>(
      signal,
      ...of.map((register) => async (until: AbortSignal): Promise<[PropertyRegister, string]> => {
        const { lastEventId } = await this.registers.events[register].importStatus(until);
        return [register, String(lastEventId)];
      }),
    );
    return Object.fromEntries(marks);
  }

  async *eventsSince(marks: EventMarks, signal?: AbortSignal): AsyncGenerator<EventPage> {
    const today = (): string => danishDay(this.now());
    for (const register of REGISTERS) {
      const mark = marks[register];
      if (mark === undefined) continue;
      const wanted = { mark, entities: ENTITIES[register], idsOf: 'entity', today } as const;
      for await (const page of this.registers.events[register].changesSince(wanted, signal)) {
        yield { register, events: page.objects, mark: page.mark };
      }
    }
  }

  async numbersOfLocations(ebrIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const rows = await this.registers.locationsByIds(ebrIds, signal);
    return pairs(rows, (row) => numberText(row.bestemtFastEjendomBFENr));
  }

  async numbersOfParcels(parcelIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const rows = await this.registers.parcelsByIds(parcelIds, signal);
    return pairs(rows, (row) => numberText(row.samletFastEjendomLokalId));
  }

  async numbersOfRelations(relationIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const rows = await this.registers.relationsByIds(relationIds, signal);
    return pairs(rows, (row) => numberText(row.bfeNummer));
  }

  async numbersOfOwnerships(
    ownershipIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await this.registers.ownershipsByIds(ownershipIds, signal);
    return pairs(rows, (row) => numberText(row.bestemtFastEjendomBFENr));
  }

  testConnection(signal?: AbortSignal): Promise<void> {
    return this.registers.prove(signal);
  }

  private async named(
    readings: ReadonlyMap<string, PropertyReading>,
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, PropertyReading>> {
    const codes = idsOf([...readings.values()].map(municipalityOf));
    const names = await this.municipalities.of(codes, signal).catch((error: unknown) => {
      // A name that nothing needs is no reason to show nothing.
      if (error instanceof CallFailed) return new Map<string, string>();
      throw error;
    });
    return new Map(
      [...readings].map(([number, reading]) => {
        const municipalityName = names.get(municipalityOf(reading) ?? '');
        return [number, municipalityName === undefined ? reading : { ...reading, municipalityName }];
      }),
    );
  }
}

const municipalityOf = (reading: PropertyReading): string | undefined =>
  reading.outcome === 'found' ? reading.observation.groups.main_address?.address?.municipality : undefined;

function pairs<R extends { readonly id_lokalId: string }>(
  rows: readonly R[],
  numberOf: (row: R) => string | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const number = numberOf(row);
      return number === undefined ? [] : [[row.id_lokalId, number]];
    }),
  );
}
