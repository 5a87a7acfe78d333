import { type Day, isoDate, parseDay } from '../population/calendar';
import { Dice, mix, seedOf } from '../population/dice';
import { type Dossier, endOf, type Place, toldOn } from './dossier';
import type { SorRow } from './columns';
import { Descriptions, inventedCvr } from './describe-organisation';
import { firstDossier, ownerTypeAt } from './first-dossier';
import { LotteryOfOrganisations, type Register } from './lottery-of-organisations';
import type { AppliedOrganisationEvent, OrganisationEvent, OrganisationEventKind } from './organisation-event';
import { changed, closed, type Moment, opened } from './organisation-life';
import type { OrganisationState } from './organisation-state';
import type { OrganisationWorld, OrganisationWorldOptions } from './organisation-world';
import { placeOf, sorIdOf } from './sor-ids';
import { childAt } from './tree';

/** Lays out the health organisations of a seed: the same for the same seed, number and start. */
export function createOrganisationWorld(options: OrganisationWorldOptions): OrganisationWorld {
  return new World(options);
}

/** What the register knew of a unit from some file on. */
interface Known {
  readonly from: Day;
  readonly dossier: Dossier;
}

const MOST_DAYS = 20_000;
const MOST_EVENTS = 5000;
const RECENT = 64;

/** A unit to which nothing happened takes no memory: it is built from the seed whenever it is asked for. */
class World implements OrganisationWorld {
  private readonly seed: number;
  private readonly firstDay: Day;
  private readonly first: number;
  private readonly describing: Descriptions;
  private readonly share: number;
  private readonly hear: NonNullable<OrganisationWorldOptions['happened']>;
  private readonly known = new Map<Place, readonly Known[]>();
  private readonly added = new Map<Place, Place[]>();
  private readonly recent: { readonly place: Place; readonly dossier: Dossier }[] = [];
  private today: Day;
  private count: number;
  private happened = 0;

  constructor({ seed, organisations, start, owners, changed: share, happened }: OrganisationWorldOptions) {
    const day = parseDay(start);
    if (day === undefined) throw new RangeError('start is a day: YYYY-MM-DD');
    if (!Number.isInteger(organisations) || organisations < 1) throw new RangeError('there is at least one unit');
    this.seed = seedOf(seed);
    this.firstDay = this.today = day;
    this.first = this.count = organisations;
    this.describing = new Descriptions({
      dossierOn: (place, on) => this.dossierOn(place, on),
      cvrOf: (nth) => owners?.[nth % owners.length] ?? inventedCvr(this.seed, nth),
    });
    this.share = share ?? 0.01;
    this.hear = happened ?? (() => undefined);
  }

  get start(): string {
    return isoDate(this.firstDay);
  }

  get day(): string {
    return isoDate(this.today);
  }

  get size(): number {
    return this.count;
  }

  turn(days = 1): AppliedOrganisationEvent[] {
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
      throw new RangeError(`days is a whole number from 1 to ${MOST_DAYS}`);
    }
    const applied: AppliedOrganisationEvent[] = [];
    for (let i = 0; i < days; i++) {
      const lot = mix(this.seed, this.today, 502);
      const mean = this.first * this.share * (0.5 + new Dice(lot).next());
      const count = Math.floor(mean) + (new Dice(lot + 1).next() < mean % 1 ? 1 : 0);
      applied.push(...this.lot(Math.min(count, MOST_EVENTS), lot));
      this.hear({ day: this.day, turned: true });
      this.today++;
    }
    return applied;
  }

  turnTo(day: string): AppliedOrganisationEvent[] {
    const days = (parseDay(day) ?? this.today) - this.today;
    return days > 0 ? this.turn(days) : [];
  }

  apply(event: OrganisationEvent): AppliedOrganisationEvent {
    const applied = this.happen(event);
    this.hear({ day: this.day, event });
    return applied;
  }

  play(count: number, seed: string | number, kinds?: readonly OrganisationEventKind[]): AppliedOrganisationEvent[] {
    const applied = this.lot(count, mix(this.seed, seedOf(seed), 503), kinds);
    this.hear({ day: this.day, played: count, seed, ...(kinds && { kinds }) });
    return applied;
  }

  stateOf(sorId: string, day?: string): OrganisationState | undefined {
    const place = placeOf(sorId);
    const on = this.dayAsked(day);
    const dossier = place === undefined ? undefined : this.dossierOn(place, on);
    return dossier && place !== undefined ? this.describing.state(place, dossier, on) : undefined;
  }

  *units(day?: string): IterableIterator<OrganisationState> {
    const on = this.dayAsked(day);
    for (const [place, dossier] of this.dossiers(on)) yield this.describing.state(place, dossier, on);
  }

  *rows(day?: string): IterableIterator<SorRow> {
    const on = this.dayAsked(day);
    const apart: Place[] = [];
    for (const [place, dossier] of this.dossiers(on)) {
      const [version, ...later] = toldOn(dossier, on);
      if (!version) continue;
      yield this.describing.row(place, dossier, version, on);
      if (dossier.twice) yield this.describing.row(place, dossier, version, on, true);
      // Rows of one unit need not stand together.
      if (later.length > 0 && place % 2 === 1) apart.push(place);
      else for (const each of later) yield this.describing.row(place, dossier, each, on);
    }
    for (const place of apart) {
      const dossier = this.dossierOn(place, on);
      if (dossier) for (const each of toldOn(dossier, on).slice(1)) yield this.describing.row(place, dossier, each, on);
    }
  }

  *history(day?: string): IterableIterator<SorRow> {
    const on = this.dayAsked(day);
    for (const [place, dossier] of this.dossiers(on)) {
      for (const version of dossier.versions) yield this.describing.row(place, dossier, version, on);
    }
  }

  *replaced(day?: string): IterableIterator<{ sorId: string; by: string; from: string }> {
    for (const [place, { replaced }] of this.dossiers(this.dayAsked(day))) {
      if (replaced) yield { sorId: sorIdOf(place), by: sorIdOf(replaced.by), from: isoDate(replaced.from) };
    }
  }

  private lot(count: number, seed: number, kinds?: readonly OrganisationEventKind[]): AppliedOrganisationEvent[] {
    const lottery = new LotteryOfOrganisations(seed, kinds);
    const register: Register = {
      today: this.today,
      size: this.count,
      dossier: (place) => this.dossierOn(place, this.today + 1),
      hasOpenChildren: (place) => this.hasOpenChildren(place),
    };
    const applied: AppliedOrganisationEvent[] = [];
    for (let i = 0; i < count; i++) {
      const event = lottery.draw({ ...register, size: this.count });
      if (event) applied.push(this.happen(event));
    }
    return applied;
  }

  private happen(event: OrganisationEvent): AppliedOrganisationEvent {
    const moment = { today: this.today, dice: new Dice(mix(this.seed, this.happened + 1, 504)) };
    const place = this.bringAbout(event, moment);
    this.happened++;
    return { kind: event.kind, sorId: sorIdOf(place), day: this.day };
  }

  private bringAbout(event: OrganisationEvent, moment: Moment): Place {
    if (event.kind === 'opened') return this.open(event, moment);
    const place = this.placeOfKnown(event.sorId);
    const dossier = this.tomorrows(place);
    if (event.kind !== 'merged') {
      this.learn(place, changed(dossier, event, moment));
      return place;
    }
    const by = event.into === undefined ? (dossier.parent ?? 0) : this.placeOfKnown(event.into);
    if (by === place) throw new RangeError('a unit does not replace itself');
    this.learn(place, { ...closed(dossier, this.today), replaced: { by, from: this.today + 1 } });
    return place;
  }

  private open(event: Extract<OrganisationEvent, { kind: 'opened' }>, moment: Moment): Place {
    const drawn = Math.floor(moment.dice.below(this.first) / 25) * 25 + 1;
    const parent = event.parent === undefined ? Math.min(drawn, this.first - 1) : this.placeOfKnown(event.parent);
    const place = this.count;
    this.learn(
      place,
      opened(event, moment, { parent, owner: ownerTypeAt(this.describing.rootOf(parent, this.today + 1)) }),
    );
    this.count++;
    this.added.set(parent, [...(this.added.get(parent) ?? []), place]);
    return place;
  }

  private learn(place: Place, dossier: Dossier): void {
    const from = this.today + 1;
    const before = (this.known.get(place) ?? []).filter((known) => known.from < from);
    this.known.set(place, [...before, { from, dossier }]);
  }

  private placeOfKnown(sorId: string): Place {
    const place = placeOf(sorId);
    if (place === undefined || place >= this.count) throw new RangeError(`the register has no ${sorId}`);
    return place;
  }

  private tomorrows(place: Place): Dossier {
    const dossier = this.dossierOn(place, this.today + 1);
    if (!dossier) throw new Error('a known unit has a dossier');
    return dossier;
  }

  /** As the file of the day tells it. */
  private dossierOn(place: Place, day: Day): Dossier | undefined {
    const known = this.known.get(place)?.findLast(({ from }) => from <= day);
    if (known) return known.dossier;
    return place < this.first ? this.firstOf(place) : undefined;
  }

  /** The last ones asked for are at hand: every unit asks for those above it. */
  private firstOf(place: Place): Dossier {
    const slot = place % RECENT;
    const recent = this.recent[slot];
    if (recent?.place === place) return recent.dossier;
    const dossier = firstDossier(this.seed, place, this.firstDay);
    this.recent[slot] = { place, dossier };
    return dossier;
  }

  private *dossiers(day: Day): Generator<[Place, Dossier]> {
    for (let place = 0; place < this.count; place++) {
      const dossier = this.dossierOn(place, day);
      if (dossier) yield [place, dossier];
    }
  }

  private hasOpenChildren(place: Place): boolean {
    const child = childAt(place);
    const children = [...(child === undefined || child >= this.first ? [] : [child]), ...(this.added.get(place) ?? [])];
    return children.some((each) => {
      const end = endOf(this.tomorrows(each));
      return end === null || end > this.today;
    });
  }

  private dayAsked(text: string | undefined): Day {
    const day = text === undefined ? this.today : parseDay(text);
    if (day === undefined) throw new RangeError(`"${text ?? ''}" is no day`);
    if (day < this.firstDay || day > this.today) {
      throw new RangeError(`the register tells of the days from ${isoDate(this.firstDay)} to ${this.day}`);
    }
    return day;
  }
}
