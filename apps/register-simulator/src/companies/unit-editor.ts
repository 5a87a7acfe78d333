import type { UnitIndex } from './directory';
import type { RowChange } from './event-log';
import type { OwnFields } from './first-dossier';
import { stamp } from './moments';
import { rowIdOf } from './row-id';
import { type BitemporalRow, type Dossier, ENTITY_NAMES, type EntityName, type FactName, type Rows } from './rows';
import { ended, resumed, type Turn, turned } from './turning';

/** What a change of rows stands on. */
export interface Registration {
  readonly seed: number;
  readonly unit: UnitIndex;
  readonly id: string;
  /** When it is registered, milliseconds. */
  readonly at: number;
  readonly sequenceNumber: number;
  /** Counts the changes of the world: row ids are never given twice. */
  readonly serial: number;
  readonly keepReplaced: boolean;
}

/** Changes the rows of one unit as the register does: all rows of a fact go, and come again with new ids. */
export class UnitEditor {
  private readonly touched = new Set<EntityName>();
  private readonly before = new Map<EntityName, readonly Rows[EntityName][]>();
  private readonly now: string;

  constructor(
    readonly dossier: Dossier,
    private readonly registration: Registration,
  ) {
    this.now = stamp(registration.at, registration.serial);
  }

  /** The fact is otherwise from a day on; without next values it is no more. */
  turn<E extends FactName>(
    entity: E,
    day: string,
    next: readonly OwnFields<E>[],
    concerned: (row: Rows[E]) => boolean = () => true,
  ): void {
    const rows = next.map((own) => ({
      ...this.begun(day),
      CVREnhedsId: this.registration.id,
      ...own,
    })) as unknown as Rows[E][];
    this.replace(entity, turned(this.rows(entity), concerned, rows, this.turnOn(day)));
  }

  /** Every fact ends. */
  endFacts(day: string, facts: readonly FactName[]): void {
    for (const entity of facts) this.replace(entity, ended(this.rows(entity), this.turnOn(day)));
  }

  /** Every fact that ended on the day goes on. */
  resumeFacts(day: string, facts: readonly FactName[]): void {
    for (const entity of facts) this.replace(entity, resumed(this.rows(entity), this.turnOn(day)));
  }

  /** Gives an entity the rows that the function makes of the present ones. */
  rewrite<E extends EntityName>(entity: E, rows: (before: readonly Rows[E][]) => Rows[E][]): void {
    this.replace(entity, rows(this.rows(entity)));
  }

  /** Rows that come again as they were: an import that rewrites the whole unit. */
  touchAll(): void {
    for (const entity of ENTITY_NAMES) if (this.rows(entity).length > 0) this.touch(entity);
  }

  /** What a new row carries besides its own fields. */
  begun(day: string): BitemporalRow {
    return {
      datafordelerRowId: '',
      datafordelerRowVersion: 1,
      datafordelerRegisterImportSequenceNumber: 0,
      datafordelerOpdateringstid: '',
      feltliste: null,
      registreringFra: this.now,
      registreringTil: null,
      registreringsaktoer: 'Erhvervsstyrelsen',
      virkningFra: day,
      virkningTil: null,
      virkningsaktoer: 'Erhvervsstyrelsen',
    };
  }

  turnOn(day: string): Turn {
    return { day, now: this.now, keep: this.registration.keepReplaced };
  }

  /** All old rows of what was touched went, then the new ones came, with new ids. */
  changes(): RowChange[] {
    const gone: RowChange[] = [];
    const come: RowChange[] = [];
    for (const entity of this.touched) {
      for (const row of this.before.get(entity) ?? []) gone.push(this.change('d', entity, row));
      this.reissue(entity);
      for (const row of this.rows(entity)) come.push(this.change('i', entity, row));
    }
    return [...gone, ...come];
  }

  /** All rows as they came into a register that knew nothing of the unit. */
  inserts(): RowChange[] {
    for (const entity of ENTITY_NAMES) this.reissue(entity);
    return ENTITY_NAMES.flatMap((entity) => this.rows(entity).map((row) => this.change('i', entity, row)));
  }

  private rows<E extends EntityName>(entity: E): Rows[E][] {
    return this.dossier[entity];
  }

  private replace<E extends EntityName>(entity: E, rows: Rows[E][]): void {
    this.touch(entity);
    (this.dossier[entity] as unknown as Rows[E][]) = rows;
  }

  private touch(entity: EntityName): void {
    if (!this.touched.has(entity)) this.before.set(entity, [...this.rows(entity)]);
    this.touched.add(entity);
  }

  private reissue(entity: EntityName): void {
    const { seed, unit, sequenceNumber, serial } = this.registration;
    const fact = ENTITY_NAMES.indexOf(entity);
    const list = this.dossier[entity] as { datafordelerRowId: string }[];
    list.forEach((row, at) => {
      list[at] = {
        ...row,
        datafordelerRowId: rowIdOf(seed, unit, fact, serial * 1000 + at + 1000),
        datafordelerRegisterImportSequenceNumber: sequenceNumber,
        datafordelerOpdateringstid: this.now,
      } as (typeof list)[number];
    });
  }

  private change(action: 'i' | 'd', entity: EntityName, row: Rows[EntityName]): RowChange {
    return { action, entity, objectId: this.registration.id, row };
  }
}
