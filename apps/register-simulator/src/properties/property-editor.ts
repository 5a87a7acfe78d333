import { rowIdOf } from '../companies/row-id';
import { ended, turned } from '../companies/turning';
import type { RowEvent } from '../register-events/import-log';
import { ownedBy } from './row-maker';
import {
  entityName,
  PROPERTY_ENTITIES,
  type PropertyEntity,
  type PropertyRegister,
  type PropertyRow,
  registerOf,
  type Value,
} from './rows';
import type { Holder, Shelf } from './shelf';

/** What a change of rows stands on. */
export interface Registration {
  /** When it is registered and from when on it is so: UTC with six decimals. */
  readonly moment: string;
  /** Counts the changes of the world: row ids are never given twice. */
  readonly serial: number;
  readonly sequenceOf: (register: PropertyRegister) => number;
}

type Own = Readonly<Record<string, Value>>;

/** Registers that delete all rows of an object and insert them again with new ids; the others update what they have. */
const REWRITING: readonly PropertyRegister[] = ['MAT', 'EJF'];

interface Touched {
  readonly holder: Holder;
  readonly entity: PropertyEntity;
  readonly id: string;
  readonly before: readonly PropertyRow[];
}

/**
 * Changes rows as the registers do, and tells what became of each. Replaced registrations stay behind with their end, so
 * that what was known before can be asked for.
 */
export class PropertyEditor {
  private readonly touched = new Map<string, Touched>();
  private issued = 0;

  constructor(
    private readonly shelf: Shelf,
    private readonly registration: Registration,
  ) {}

  /** The object is otherwise from now on. Throws a RangeError where it has no row that holds. */
  turn(holder: Holder, entity: PropertyEntity, id: string, own: Own): void {
    const row = this.shelf.rowAt(entity, id, this.registration.moment);
    if (row === undefined) throw new RangeError(`${entity} ${id} does not hold any more`);
    this.replace(holder, entity, id, (rows) => this.turned(rows, id, [{ ...row, ...this.begun(), ...own }]));
  }

  /** The object is no more. */
  end(holder: Holder, entity: PropertyEntity, id: string): void {
    const { moment } = this.registration;
    this.replace(holder, entity, id, (rows) => {
      const [own, others] = [rows.filter((row) => row.id_lokalId === id), rows.filter((row) => row.id_lokalId !== id)];
      return [...others, ...ended(own, { day: moment, now: moment, keep: true })];
    });
  }

  /** The object begins. */
  begin(holder: Holder, entity: PropertyEntity, id: string, own: Own): void {
    const row: PropertyRow = {
      ...ownedBy(entity, id),
      objectid: entity === 'EBR_Ejendomsbeliggenhed' ? String(this.registration.serial) : this.registration.serial,
      datafordelerRowVersion: 1,
      feltliste: null,
      ...this.begun(),
      ...own,
    };
    this.replace(holder, entity, id, (rows) => [...rows, row]);
  }

  /** What the registers tell, and the rows with their last ids. */
  changes(): Map<PropertyRegister, RowEvent<string>[]> {
    const told = new Map<PropertyRegister, RowEvent<string>[]>();
    for (const each of this.touched.values()) {
      const register = registerOf(each.entity);
      const events = REWRITING.includes(register) ? this.rewritten(each) : this.updated(each);
      told.set(register, [...(told.get(register) ?? []), ...events]);
    }
    return told;
  }

  private begun() {
    const { moment } = this.registration;
    return {
      datafordelerRowId: '',
      datafordelerRegisterImportSequenceNumber: 0,
      datafordelerOpdateringstid: moment,
      registreringFra: moment,
      registreringTil: null,
      virkningFra: moment,
      virkningTil: null,
    };
  }

  private turned(rows: readonly PropertyRow[], id: string, next: readonly PropertyRow[]): PropertyRow[] {
    const { moment } = this.registration;
    return turned(rows, (row) => row.id_lokalId === id, next, { day: moment, now: moment, keep: true });
  }

  private replace(
    holder: Holder,
    entity: PropertyEntity,
    id: string,
    change: (rows: readonly PropertyRow[]) => PropertyRow[],
  ): void {
    const rows = this.shelf.dossier(holder).get(entity) ?? [];
    const key = `${entity} ${id}`;
    if (!this.touched.has(key)) {
      this.touched.set(key, { holder, entity, id, before: rows.filter((row) => row.id_lokalId === id) });
    }
    this.shelf.put(holder, entity, change(rows));
  }

  private rewritten({ holder, entity, id, before }: Touched): RowEvent<string>[] {
    const after = this.issue(holder, entity, id, (row) => this.fresh(holder, entity, row));
    return [...before.map((row) => told('d', entity, row)), ...after.map((row) => told('i', entity, row))];
  }

  private updated({ holder, entity, id, before }: Touched): RowEvent<string>[] {
    const old = new Map(before.map((row) => [row.datafordelerRowId, row]));
    const events: RowEvent<string>[] = [];
    this.issue(holder, entity, id, (row) => {
      const known = old.get(row.datafordelerRowId);
      old.delete(row.datafordelerRowId);
      if (known === row) return row;
      const next = known
        ? {
            ...this.fresh(holder, entity, row),
            datafordelerRowId: row.datafordelerRowId,
            datafordelerRowVersion: row.datafordelerRowVersion + 1,
          }
        : this.fresh(holder, entity, row);
      events.push(told(known ? 'u' : 'i', entity, next));
      return next;
    });
    return [...[...old.values()].map((row) => told('d', entity, row)), ...events];
  }

  /** Gives the object's rows what the import writes into them. */
  private issue(
    holder: Holder,
    entity: PropertyEntity,
    id: string,
    fresh: (row: PropertyRow) => PropertyRow,
  ): PropertyRow[] {
    const rows = this.shelf.dossier(holder).get(entity) ?? [];
    const issued = rows.map((row) => (row.id_lokalId === id ? fresh(row) : row));
    this.shelf.put(holder, entity, issued);
    return issued.filter((row) => row.id_lokalId === id);
  }

  private fresh(holder: Holder, entity: PropertyEntity, row: PropertyRow): PropertyRow {
    const { serial, moment, sequenceOf } = this.registration;
    const at = serial * 1000 + this.issued++;
    return {
      ...row,
      datafordelerRowId: rowIdOf(this.shelf.seed, holder, 200 + PROPERTY_ENTITIES.indexOf(entity), at),
      datafordelerRegisterImportSequenceNumber: sequenceOf(registerOf(entity)),
      datafordelerOpdateringstid: moment,
    };
  }
}

const told = (action: 'i' | 'u' | 'd', entity: PropertyEntity, row: PropertyRow): RowEvent<string> => ({
  action,
  entity: entityName(entity),
  objectId: row.id_lokalId,
  row,
});
