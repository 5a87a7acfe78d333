import { stamp } from '../companies/moments';
import type { Telling } from '../companies/life-event';
import { cvrNumbers } from '../companies/numbers';
import { parseDay } from '../population/calendar';
import { Dice, mix, seedOf } from '../population/dice';
import { ImportLog } from '../register-events/import-log';
import { describeProperty } from './describe-property';
import type { AppliedPropertyLifeEvent, PropertyLifeEvent, PropertyLifeEventKind } from './life-event';
import { PropertyEditor } from './property-editor';
import { liveProperty } from './property-life';
import { PropertyLottery } from './property-lottery';
import type { PropertyIdentity, PropertyState } from './property-state';
import type { PropertyWorld, PropertyWorldOptions } from './property-world';
import { PROPERTY_REGISTERS, type PropertyEntity, type PropertyRegister, type PropertyRow, type Value } from './rows';
import { Shelf } from './shelf';

/** Lays out the properties of a seed: the same for the same seed, number and start, whatever the clock. */
export function createPropertyWorld(options: PropertyWorldOptions): PropertyWorld {
  return new World(options);
}

const COMPANIES = 40;

/** What happens is registered a little before now, so that who asks at once sees it. */
const MINUTE_MS = 60_000;

class World implements PropertyWorld {
  readonly now: () => Date;
  private readonly seed: number;
  private readonly shelf: Shelf;
  private readonly logs: ReadonlyMap<PropertyRegister, ImportLog<string>>;
  private readonly hear: NonNullable<PropertyWorldOptions['happened']>;
  private happened = 0;

  constructor({ seed, properties, start, now, companies, happened }: PropertyWorldOptions) {
    const day = parseDay(start);
    if (day === undefined) throw new RangeError('start is a day: YYYY-MM-DD');
    if (!Number.isInteger(properties) || properties < 0) throw new RangeError('properties is a whole number');
    this.now = now;
    this.hear = happened ?? (() => undefined);
    this.seed = seedOf(seed);
    this.shelf = new Shelf(this.seed, day, properties, companies ?? inventedCompanies(this.seed));
    const began = now().getTime();
    const logOf = (at: number) =>
      new ImportLog<string>(() => now().getTime(), began, {
        event: 1_000_000 * (at + 3),
        sequence: 310_000 + 1000 * at,
      });
    this.logs = new Map(PROPERTY_REGISTERS.map((register, at) => [register, logOf(at)]));
  }

  get size(): { properties: number } {
    return { properties: this.shelf.directory.properties };
  }

  find(bfe: number | string): PropertyIdentity | undefined {
    return this.shelf.identity(Number(bfe));
  }

  *identities(): IterableIterator<PropertyIdentity> {
    const { directory } = this.shelf;
    for (let at = 0; at < directory.properties; at++) {
      const bfe = directory.bfeAt(at);
      yield { bfe, kind: directory.whatIs(bfe) };
    }
  }

  rowsBy(entity: PropertyEntity, field: string, values: readonly Value[]): PropertyRow[] | undefined {
    return this.shelf.rowsBy(entity, field, values);
  }

  rowsBeginning(entity: 'DAR_Adresse' | 'DAR_Husnummer', text: string): Iterable<PropertyRow> {
    return this.shelf.rowsBeginning(entity, text);
  }

  allRows(entity: PropertyEntity): Iterable<PropertyRow> {
    return this.shelf.allRows(entity);
  }

  events(register: PropertyRegister, after: number, limit: number) {
    return this.log(register).events(after, limit);
  }

  importStatus(register: PropertyRegister) {
    return this.log(register).importStatus();
  }

  stateOf(bfe: number | string, at: Date = this.now()): PropertyState | undefined {
    const identity = this.find(bfe);
    return identity && describeProperty(this.shelf, identity, `${at.toISOString().slice(0, -1)}999Z`);
  }

  apply(event: PropertyLifeEvent, telling: Telling = {}, at: Date = this.now()): AppliedPropertyLifeEvent {
    const serial = this.happened + 1;
    const dice = new Dice(mix(this.seed, serial, 79));
    for (const log of this.logs.values()) log.writeDue(at.getTime());
    // Each a little later than the one before, also where the clock stands still.
    const moment = stamp(at.getTime() - MINUTE_MS + (serial % MINUTE_MS));
    const editor = new PropertyEditor(this.shelf, {
      moment,
      serial,
      sequenceOf: (register) => this.log(register).sequenceNumber,
    });
    const bfes = liveProperty(event, { shelf: this.shelf, editor, dice, moment, serial });
    this.happened = serial;
    this.hear({ at: at.toISOString(), event, telling });
    for (const [register, changes] of editor.changes()) this.log(register).tell(changes, telling, at.getTime());
    return { kind: event.kind, bfes, at: at.toISOString() };
  }

  play(count: number, seed: string | number, kinds?: readonly PropertyLifeEventKind[]): AppliedPropertyLifeEvent[] {
    const lottery = new PropertyLottery(this.shelf, mix(this.seed, seedOf(seed), 80), kinds);
    const applied: AppliedPropertyLifeEvent[] = [];
    while (applied.length < count) {
      const drawn = lottery.draw(stamp(this.now().getTime()));
      const last = applied.length + 1 === count;
      applied.push(this.apply(drawn, { open: !last && lottery.packageStaysOpen() }));
    }
    // Packages of the registers that the last one does not concern are still open.
    if (count > 0) this.completeImport();
    return applied;
  }

  completeImport(at: Date = this.now()): void {
    for (const log of this.logs.values()) {
      log.writeDue(at.getTime());
      log.complete(at.getTime());
    }
    this.hear({ at: at.toISOString(), completed: true });
  }

  private log(register: PropertyRegister): ImportLog<string> {
    const log = this.logs.get(register);
    if (log === undefined) throw new RangeError(`there is no register ${register}`);
    return log;
  }
}

/** The first ones that the companies of the same seed have. */
function inventedCompanies(seed: number): number[] {
  const numbers = cvrNumbers(mix(seed, 1, 0));
  return Array.from({ length: COMPANIES }, () => numbers.next().value);
}
