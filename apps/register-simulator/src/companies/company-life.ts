import { type Day, isoDate, parseDay } from '../population/calendar';
import type { Dice } from '../population/dice';
import { businessAddress } from './company-addresses';
import { companyName, emailAt, phoneNumber } from './company-names';
import { describeUnit, endOf, unitRowOn } from './describe-unit';
import type { UnitIndex } from './directory';
import { drawIndustries } from './industries';
import type { LifeEvent } from './life-event';
import { FACT_NAMES, type ProduktionsenhedRow, type VirksomhedRow } from './rows';
import type { Shelf } from './shelf';
import { turned } from './turning';
import type { UnitEditor } from './unit-editor';

/** What a life event works with. */
export interface Scene {
  readonly shelf: Shelf;
  readonly today: Day;
  readonly dice: Dice;
  /** The unit's rows, to be changed. */
  edit(unit: UnitIndex): UnitEditor;
  /** Whose rows all come for the first time. */
  arrived(unit: UnitIndex): void;
  notify(unit: UnitIndex, objectType: string, action: 'Oprettet' | 'Aendret' | 'Ophoert', effective?: string): void;
}

type EventOf<K extends LifeEvent['kind']> = Extract<LifeEvent, { kind: K }>;

/** Lets something happen. Throws a RangeError on what cannot. */
export function live(event: LifeEvent, scene: Scene): void {
  switch (event.kind) {
    case 'new-company':
      return begin(event, scene);
    case 'unit-opened':
      return openUnit(event, scene);
    case 'unit-moved':
      return moveUnit(event, scene);
    case 'unit-closed':
    case 'ceased':
      return cease(event, scene);
    case 'reopened':
      return reopen(event, scene);
    default:
      return changeFact(event, scene);
  }
}

/** Registered some days after it began, as most are. */
function begin({ name }: EventOf<'new-company'>, scene: Scene): void {
  const { shelf, dice, today } = scene;
  const company = shelf.directory.addCompany();
  const began = today - dice.between(1, 20);
  shelf.born.set(company, began);
  if (name !== undefined) shelf.named.set(company, name);
  scene.arrived(company);
  scene.notify(company, 'Virksomhed', 'Oprettet');
  const unit = shelf.directory.addUnit(company);
  shelf.born.set(unit, began);
  scene.arrived(unit);
  scene.notify(unit, 'Produktionsenhed', 'Oprettet');
}

function openUnit({ number }: EventOf<'unit-opened'>, scene: Scene): void {
  const { shelf, dice, today } = scene;
  const company = unitNamed(number, scene, 'company');
  const row = unitRowOn(shelf.dossier(company), isoDate(today));
  const began = Math.max(today - dice.between(1, 20), parseDay(row?.virkningFra ?? '') ?? 0);
  const unit = shelf.directory.addUnit(company);
  shelf.born.set(unit, began);
  scene.arrived(unit);
  scene.notify(unit, 'Produktionsenhed', 'Oprettet');
}

function moveUnit({ number, company }: EventOf<'unit-moved'>, scene: Scene): void {
  const unit = unitNamed(number, scene, 'production-unit');
  const to = unitNamed(company, scene, 'company');
  const day = isoDate(dayForChange(unit, scene));
  const editor = scene.edit(unit);
  scene.shelf.directory.attach(unit, to);
  editor.rewrite('Produktionsenhed', (rows) => {
    const last = rows.find(({ registreringTil, virkningTil }) => registreringTil === null && virkningTil === null);
    if (!last) throw new RangeError(`${number} has ceased`);
    const next: ProduktionsenhedRow = {
      ...last,
      ...editor.begun(day),
      tilknyttetVirksomhedsCVRNummer: scene.shelf.directory.numberOf(to),
      tilknyttetTilVirksomhedStartdato: day,
    };
    return turned(rows, () => true, [next], editor.turnOn(day));
  });
  scene.notify(unit, 'Produktionsenhed', 'Aendret');
}

function cease(event: EventOf<'ceased' | 'unit-closed'>, scene: Scene): void {
  const first = unitNamed(event.number, scene, event.kind === 'ceased' ? 'company' : 'production-unit');
  const day = event.on ?? isoDate(scene.today);
  const { directory } = scene.shelf;
  const own = directory.numberOf(first);
  const belongs = (unit: UnitIndex) => {
    const row = unitRowOn(scene.shelf.dossier(unit), isoDate(scene.today));
    return row !== undefined && 'pNummer' in row && row.tilknyttetVirksomhedsCVRNummer === own && endOf(row) === null;
  };
  const units = event.kind === 'ceased' ? [first, ...directory.unitsOf(first).filter(belongs)] : [first];
  for (const unit of units) {
    const editor = scene.edit(unit);
    editor.endFacts(day, FACT_NAMES);
    const entity = directory.isCompany(unit) ? 'Virksomhed' : 'Produktionsenhed';
    const later = day > isoDate(scene.today);
    endUnitRow(editor, day, later || unit % 3 === 0);
    if (!later) editor.rewrite('CVREnhed', (rows) => rows.map((row) => ({ ...row, status: 'inaktiv' })));
    scene.notify(unit, entity, 'Ophoert', day);
  }
}

/** The unit's own row is closed, or closed and followed by one that says inactive. */
function endUnitRow(editor: UnitEditor, day: string, followed: boolean): void {
  const turn = editor.turnOn(day);
  editor.rewrite('Virksomhed', (rows) => {
    const after = turned(rows, () => true, [], turn);
    const inactive = (row: VirksomhedRow) => ({ ...row, status: 'inaktiv', virksomhedOphoersdato: day });
    if (!followed) return after.map((row) => (isClosedAt(row, day) ? inactive(row) : row));
    const last = after.find((row) => isClosedAt(row, day));
    return last ? [...after, inactive({ ...last, ...editor.begun(day) })] : after;
  });
  editor.rewrite('Produktionsenhed', (rows) => {
    const after = turned(rows, () => true, [], turn);
    const inactive = (row: ProduktionsenhedRow) => ({
      ...row,
      status: 'inaktiv',
      produktionsenhedOphoersdato: day,
      tilknyttetTilVirksomhedOphoersdato: day,
    });
    if (!followed) return after.map((row) => (isClosedAt(row, day) ? inactive(row) : row));
    const last = after.find((row) => isClosedAt(row, day));
    return last ? [...after, inactive({ ...last, ...editor.begun(day) })] : after;
  });
}

function isClosedAt({ registreringTil, virkningTil }: VirksomhedRow | ProduktionsenhedRow, day: string): boolean {
  return registreringTil === null && virkningTil === day;
}

/** The unit goes on as if it had not ceased; a company's units do not come back with it. */
function reopen({ number }: EventOf<'reopened'>, scene: Scene): void {
  const unit = unitNamed(number, scene, undefined, false);
  const row = unitRowOn(scene.shelf.dossier(unit), isoDate(scene.today));
  const end = row && endOf(row);
  if (!end) throw new RangeError(`${number} has not ceased`);
  const editor = scene.edit(unit);
  editor.resumeFacts(end, FACT_NAMES);
  const turn = editor.turnOn(end);
  editor.rewrite('Virksomhed', (rows) =>
    rows
      .filter((each) => each.registreringTil !== null || each.virkningFra !== end)
      .map((each) => ({ ...each, ...goesOn(each, turn), ...(goesOn(each, turn) && { virksomhedOphoersdato: null }) })),
  );
  editor.rewrite('Produktionsenhed', (rows) =>
    rows
      .filter((each) => each.registreringTil !== null || each.virkningFra !== end)
      .map((each) => ({
        ...each,
        ...goesOn(each, turn),
        ...(goesOn(each, turn) && { produktionsenhedOphoersdato: null, tilknyttetTilVirksomhedOphoersdato: null }),
      })),
  );
  editor.rewrite('CVREnhed', (rows) => rows.map((each) => ({ ...each, status: 'aktiv' })));
  scene.notify(unit, scene.shelf.directory.isCompany(unit) ? 'Virksomhed' : 'Produktionsenhed', 'Aendret');
}

function goesOn(row: VirksomhedRow | ProduktionsenhedRow, { day, now }: { day: string; now: string }) {
  return isClosedAt(row, day) ? { virkningTil: null, status: 'aktiv', registreringFra: now } : undefined;
}

type FactEvent = EventOf<'name' | 'address' | 'industry' | 'phone' | 'email' | 'fax' | 'advertising'>;

function changeFact(event: FactEvent, scene: Scene): void {
  const unit = unitNamed(event.number, scene);
  const { dice } = scene;
  const day = ('on' in event && event.on) || isoDate(dayForChange(unit, scene));
  const identity = {
    id: scene.shelf.directory.idOf(unit),
    kind: scene.shelf.directory.isCompany(unit) ? ('company' as const) : ('production-unit' as const),
    number: event.number,
  };
  const state = describeUnit(identity, scene.shelf.dossier(unit), isoDate(scene.today));
  const editor = scene.edit(unit);
  const notify = (objectType: string) => scene.notify(unit, objectType, 'Aendret', day);
  const value = (drawn: string) => ('value' in event && event.value !== undefined ? event.value : drawn);
  const rowsOf = (text: string | null) => (text === null ? [] : [{ vaerdi: text }]);
  switch (event.kind) {
    case 'name': {
      const vaerdi = event.name ?? companyName(dice, state.legalForm?.code ?? '80');
      editor.turn('Navn', day, [{ vaerdi, sekvens: 0 }], ({ sekvens }) => sekvens === 0);
      return notify('Navn');
    }
    case 'address': {
      const use = 'beliggenhedsadresse';
      const next = { AdresseringAnvendelse: use, ...businessAddress(dice) };
      editor.turn('Adressering', day, [next], ({ AdresseringAnvendelse }) => AdresseringAnvendelse === use);
      return notify('Adressering');
    }
    case 'industry': {
      const drawn = drawIndustries(dice);
      editor.turn(
        'Branche',
        day,
        drawn.map(({ code, text }, sekvens) => ({ vaerdi: code, vaerdiTekst: text, sekvens })),
      );
      return notify('Branche');
    }
    case 'phone':
      editor.turn('Telefonnummer', day, rowsOf(value(phoneNumber(dice))));
      return notify('Telefonnummer');
    case 'email':
      editor.turn('e-mailadresse', day, rowsOf(value(emailAt(dice, state.name))));
      return notify('e-mailadresse');
    case 'fax':
      editor.turn('Telefaxnummer', day, rowsOf(value(phoneNumber(dice))));
      return notify('Telefaxnummer');
    case 'advertising':
      editor.turn('Reklamebeskyttelse', day, [{ vaerdi: event.protected ?? !state.advertisingProtected }]);
      return notify('Reklamebeskyttelse');
  }
}

/** Some days ago, but not before the unit began: what is registered has mostly happened already. */
function dayForChange(unit: UnitIndex, { shelf, today, dice }: Scene): Day {
  const ago = dice.between(1, 10);
  const row = unitRowOn(shelf.dossier(unit), isoDate(today));
  const day = today - ago;
  return row && row.virkningFra >= isoDate(day) ? today - 1 : day;
}

function unitNamed(number: string, scene: Scene, kind?: 'company' | 'production-unit', active = true): UnitIndex {
  const { directory } = scene.shelf;
  const unit = /^\d{8}(\d\d)?$/.test(number) ? directory.find(Number(number)) : undefined;
  if (unit === undefined) throw new RangeError(`the register has no ${number}`);
  if (kind !== undefined && directory.isCompany(unit) !== (kind === 'company')) {
    throw new RangeError(`${number} is no ${kind === 'company' ? 'company' : 'production unit'}`);
  }
  const row = unitRowOn(scene.shelf.dossier(unit), isoDate(scene.today));
  if (active && row && endOf(row) !== null) throw new RangeError(`${number} has ceased`);
  return unit;
}
