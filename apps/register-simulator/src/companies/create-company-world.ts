import { parseDay } from '../population/calendar';
import { Dice, mix, seedOf } from '../population/dice';
import { live, type Scene } from './company-life';
import type { CompanyWorld, CompanyWorldOptions, UnitIdentity } from './company-world';
import { describeUnit } from './describe-unit';
import type { UnitIndex } from './directory';
import { EventLog, type RowChange } from './event-log';
import type { AppliedLifeEvent, LifeEvent, LifeEventKind, Telling } from './life-event';
import { LotteryOfLife } from './lottery-of-life';
import { danishDay } from './moments';
import { unitOfRowId } from './row-id';
import type { Dossier, EntityName, Rows } from './rows';
import { Shelf } from './shelf';
import type { UnitState } from './unit-state';
import { UnitEditor } from './unit-editor';

/** Lays out the companies of a seed: the same for the same seed, number and start, whatever the clock. */
export function createCompanyWorld(options: CompanyWorldOptions): CompanyWorld {
  return new World(options);
}

class World implements CompanyWorld {
  readonly now: () => Date;
  private readonly seed: number;
  private readonly shelf: Shelf;
  private readonly log: EventLog;
  private readonly hear: NonNullable<CompanyWorldOptions['happened']>;
  private happened = 0;

  constructor({ seed, companies, start, now, happened }: CompanyWorldOptions) {
    const day = parseDay(start);
    if (day === undefined) throw new RangeError('start is a day: YYYY-MM-DD');
    if (!Number.isInteger(companies) || companies < 1) throw new RangeError('there is at least one company');
    this.now = now;
    this.hear = happened ?? (() => undefined);
    this.seed = seedOf(seed);
    this.shelf = new Shelf(this.seed, day, { companies });
    this.log = new EventLog(() => now().getTime(), now().getTime());
  }

  get size(): { companies: number; units: number } {
    const { companies, size } = this.shelf.directory;
    return { companies, units: size - companies };
  }

  company(cvr: string | number): UnitIdentity | undefined {
    const found = this.byNumber(cvr);
    return found?.kind === 'company' ? found : undefined;
  }

  unit(pNumber: string | number): UnitIdentity | undefined {
    const found = this.byNumber(pNumber);
    return found?.kind === 'production-unit' ? found : undefined;
  }

  byNumber(number: string | number): UnitIdentity | undefined {
    const index = /^\d{8}(\d\d)?$/.test(String(number)) ? this.shelf.directory.find(Number(number)) : undefined;
    return index === undefined ? undefined : this.identity(index);
  }

  byId(id: string): UnitIdentity | undefined {
    const index = this.shelf.directory.findId(id);
    return index === undefined ? undefined : this.identity(index);
  }

  *identities(): IterableIterator<UnitIdentity> {
    for (let index = 0; index < this.shelf.directory.size; index++) yield this.identity(index);
  }

  unitsOf(cvr: string | number): UnitIdentity[] {
    const company = this.shelf.directory.find(Number(cvr));
    if (company === undefined) return [];
    return this.shelf.directory.unitsOf(company).map((unit) => this.identity(unit));
  }

  rowsOf<E extends EntityName>(entity: E, ids: readonly string[]): Rows[E][] {
    const rows: Rows[E][] = [];
    for (const id of new Set(ids)) {
      const index = this.shelf.directory.findId(id);
      if (index !== undefined) rows.push(...rowsIn(this.shelf.dossier(index), entity));
    }
    return rows;
  }

  rowsByRowId<E extends EntityName>(entity: E, rowIds: readonly string[]): Rows[E][] {
    return rowIds.flatMap((rowId) => {
      const index = unitOfRowId(rowId);
      if (!(index >= 0 && index < this.shelf.directory.size)) return [];
      return rowsIn(this.shelf.dossier(index), entity).filter(({ datafordelerRowId }) => datafordelerRowId === rowId);
    });
  }

  findByName(name: string): UnitIdentity[] {
    return this.shelf.findByName(name).map((unit) => this.identity(unit));
  }

  events(after: number, limit: number) {
    return this.log.events(after, limit);
  }

  importStatus() {
    return this.log.importStatus();
  }

  notices() {
    return this.log.notices();
  }

  stateOf(number: string | number, day: string = danishDay(this.now().getTime())): UnitState | undefined {
    const identity = this.byNumber(number);
    const index = identity && this.shelf.directory.findId(identity.id);
    return index === undefined ? undefined : describeUnit(this.identity(index), this.shelf.dossier(index), day);
  }

  apply(event: LifeEvent, telling: Telling = {}, at: Date = this.now()): AppliedLifeEvent {
    const serial = this.happened + 1;
    const dice = new Dice(mix(this.seed, serial, 77));
    const moment = at.getTime();
    this.log.writeDue(moment);
    const today = parseDay(danishDay(moment)) ?? 0;
    const editors = new Map<UnitIndex, UnitEditor>();
    const notices: (() => void)[] = [];
    const arrivals = new Set<UnitIndex>();
    const edit = (unit: UnitIndex): UnitEditor => {
      const known = editors.get(unit);
      if (known) return known;
      const editor = new UnitEditor(
        { ...this.shelf.dossier(unit) },
        {
          seed: this.seed,
          unit,
          id: this.shelf.directory.idOf(unit),
          at: moment,
          sequenceNumber: this.log.sequenceNumber,
          serial,
          keepReplaced: dice.chance(0.3),
        },
      );
      editors.set(unit, editor);
      return editor;
    };
    const told = moment + (telling.lateByMs ?? 0);
    const scene: Scene = {
      shelf: this.shelf,
      today,
      dice,
      edit,
      arrived: (unit) => {
        edit(unit);
        arrivals.add(unit);
      },
      notify: (unit, objectType, action, effective) => {
        const id = this.shelf.directory.idOf(unit);
        for (let time = 0; time <= (telling.repeats ?? 0); time++) {
          notices.push(() => this.log.notify({ id, objectType, action, at: moment, told }));
        }
        // Who hears of changes alone would never learn that a day has come.
        const then = effective === undefined ? 0 : Date.parse(`${effective}T00:00:00Z`);
        if (then > moment) notices.push(() => this.log.notify({ id, objectType, action, at: then, told: then }));
      },
    };
    live(event, scene);
    this.happened = serial;
    this.hear({ at: at.toISOString(), event, telling });

    const changes: RowChange[] = [];
    for (const [unit, editor] of editors) {
      if (!arrivals.has(unit) && dice.chance(0.25)) editor.touchAll();
      changes.push(...(arrivals.has(unit) ? editor.inserts() : editor.changes()));
      this.shelf.put(unit, editor.dossier);
    }
    for (const notify of notices) notify();
    this.log.tell(changes, telling, moment);
    const units = [...editors.keys()];
    return {
      kind: event.kind,
      numbers: units.map((unit) => this.shelf.directory.numberText(unit)),
      ids: units.map((unit) => this.shelf.directory.idOf(unit)),
      at: at.toISOString(),
    };
  }

  play(count: number, seed: string | number, kinds?: readonly LifeEventKind[]): AppliedLifeEvent[] {
    const lottery = new LotteryOfLife(this.shelf, mix(this.seed, seedOf(seed), 78), kinds);
    const applied: AppliedLifeEvent[] = [];
    while (applied.length < count) {
      const drawn = lottery.draw(danishDay(this.now().getTime()));
      applied.push(this.apply(drawn, { open: applied.length + 1 < count && lottery.packageStaysOpen() }));
    }
    return applied;
  }

  completeImport(at: Date = this.now()): void {
    this.log.writeDue(at.getTime());
    this.log.complete(at.getTime());
    this.hear({ at: at.toISOString(), completed: true });
  }

  private identity(index: UnitIndex): UnitIdentity {
    const { directory } = this.shelf;
    return {
      id: directory.idOf(index),
      kind: directory.isCompany(index) ? 'company' : 'production-unit',
      number: directory.numberText(index),
    };
  }
}

function rowsIn<E extends EntityName>(dossier: Dossier, entity: E): Rows[E][] {
  return dossier[entity];
}
