import type { Day } from '../population/calendar';
import { Dice, mix } from '../population/dice';
import { businessAddress, LAUTRUPPARKEN, postBoxAddress } from './company-addresses';
import { companyName, emailAt, phoneNumber } from './company-names';
import { type Directory, KMD, type UnitIndex } from './directory';
import { drawIndustries, drawLegalForm, LIMITED_COMPANY } from './industries';
import { isoDay, officeStamp } from './moments';
import { rowIdOf } from './row-id';
import {
  type BitemporalRow,
  type Dossier,
  ENTITY_NAMES,
  type EntityName,
  type FactName,
  type FactRow,
  type Rows,
  type StoredRow,
} from './rows';

/** What a dossier is laid out from. */
export interface Layout {
  readonly seed: number;
  /** The day up to which the world was laid out. */
  readonly start: Day;
  readonly directory: Directory;
  /** Days on which units that came later began. */
  readonly born: ReadonlyMap<UnitIndex, Day>;
  /** Names given to units that came later. */
  readonly named: ReadonlyMap<UnitIndex, string>;
}

/** The parts of a unit are drawn apart, so that one can be told without the others. */
const DRAWS = ['life', 'name', 'address', 'phone', 'email', 'fax', 'industry', 'form', 'advertising', 'turns'] as const;

/** When a unit began, and when it ceased if it did before the start. */
interface Life {
  started: Day;
  ceased: Day | null;
}

function diceFor({ seed }: Layout, unit: UnitIndex, draw: (typeof DRAWS)[number]): Dice {
  return new Dice(mix(seed, unit, 10 + DRAWS.indexOf(draw)));
}

function lifeOf(layout: Layout, unit: UnitIndex): Life {
  const born = layout.born.get(unit);
  if (born !== undefined) return { started: born, ceased: null };
  const owner = layout.directory.ownerOf(unit);
  const dice = diceFor(layout, unit, 'life');
  if (layout.directory.numberOf(owner) === KMD.cvr) return { started: 1000, ceased: null };
  if (owner === unit) {
    const started = layout.start - dice.between(400, 18_000);
    return { started, ceased: dice.chance(0.06) ? dice.between(started + 60, layout.start - 5) : null };
  }
  const company = lifeOf(layout, owner);
  const last = company.ceased ?? layout.start - 5;
  const started = dice.chance(0.6) ? company.started : dice.between(company.started, last - 30);
  const ceased = dice.chance(0.04) ? dice.between(started + 20, last) : company.ceased;
  return { started, ceased };
}

function formOf(layout: Layout, company: UnitIndex) {
  return layout.directory.numberOf(company) === KMD.cvr
    ? LIMITED_COMPANY
    : drawLegalForm(diceFor(layout, company, 'form'));
}

/** The unit's names: what it is called, what it was called before, its secondary names. Cheap, so that all can be searched. */
export function namesOf(layout: Layout, unit: UnitIndex): { name: string; former: string | null; others: string[] } {
  const { directory } = layout;
  const number = directory.numberOf(unit);
  if (number === KMD.cvr) return { name: 'KMD A/S', former: 'Kommunedata A/S', others: [] };
  if (number === KMD.ballerup) return { name: 'KMD A/S - Ballerup', former: null, others: [] };
  const owner = directory.ownerOf(unit);
  const dice = diceFor(layout, unit, 'name');
  const given = layout.named.get(unit);
  if (owner === unit) {
    const form = formOf(layout, unit).code;
    const name = given ?? companyName(dice, form);
    const former = dice.chance(0.25) ? companyName(dice, form) : null;
    const others = dice.chance(0.12) ? [companyName(dice, form)] : [];
    if (others.length > 0 && dice.chance(0.3)) others.push(companyName(dice, form));
    return { name, former, others };
  }
  const company = namesOf(layout, owner).name;
  const name = dice.chance(0.7) ? company : `${company} - ${townOf(layout, unit)}`;
  return { name, former: dice.chance(0.1) ? `${company} Filial` : null, others: [] };
}

function townOf(layout: Layout, unit: UnitIndex): string {
  return businessAddress(diceFor(layout, unit, 'address')).CVRAdresse_postdistrikt ?? 'Udland';
}

/** Everything the register holds of a unit before anything happens to it; always the same for the same seed. */
export function firstDossier(layout: Layout, unit: UnitIndex): Dossier {
  const writer = new FirstRows(layout, unit, lifeOf(layout, unit));
  writer.unit();
  writer.names();
  writer.addresses();
  writer.lines();
  writer.industries();
  writer.rest();
  return writer.dossier;
}

/** Writes the rows of one unit. */
class FirstRows {
  readonly dossier = emptyDossier();
  private readonly id: string;
  private readonly company: boolean;
  private readonly turns: Dice;
  /** The registrations of a unit are from before the world begins, also those of days to come. */
  private readonly lastDay: Day;

  constructor(
    private readonly layout: Layout,
    private readonly index: UnitIndex,
    private readonly life: Life,
  ) {
    this.id = layout.directory.idOf(index);
    this.company = layout.directory.isCompany(index);
    this.turns = diceFor(layout, index, 'turns');
    this.lastDay = Math.max(layout.start - 1, life.started);
  }

  /** The unit itself. Of most that ceased every period is closed; some have a last one that says inactive. */
  unit(): void {
    const { started, ceased } = this.life;
    const over = ceased === null ? null : isoDay(ceased);
    if (ceased !== null && this.index % 3 === 0) {
      this.unitRow(started, ceased, 'aktiv', null);
      this.unitRow(ceased, null, 'inaktiv', over);
    } else {
      this.unitRow(started, ceased, ceased === null ? 'aktiv' : 'inaktiv', over);
    }
    this.dossier.CVREnhed.push({
      ...this.stored('CVREnhed', ceased ?? started),
      id: this.id,
      enhedsType: this.company ? 'virksomhed' : 'produktionsenhed',
      forretningsnoegle: this.layout.directory.numberText(this.index),
      forretningsnoegletype: this.company ? 'CVRNummer' : 'PNummer',
      status: ceased === null ? 'aktiv' : 'inaktiv',
    });
  }

  names(): void {
    const { name, former, others } = namesOf(this.layout, this.index);
    this.turning(former, name, (from, to, vaerdi) => this.fact('Navn', from, to, { vaerdi, sekvens: 0 }));
    others.forEach((vaerdi, at) => this.throughout('Navn', { vaerdi, sekvens: at + 1 }));
  }

  addresses(): void {
    const dice = diceFor(this.layout, this.index, 'address');
    const drawn = businessAddress(dice);
    const known = this.layout.directory.numberOf(this.layout.directory.ownerOf(this.index)) === KMD.cvr;
    const onlyPost = !known && dice.chance(0.004);
    if (!onlyPost) {
      const former = dice.chance(0.3) ? businessAddress(dice) : null;
      this.turning(former, known ? LAUTRUPPARKEN : drawn, (from, to, part) =>
        this.fact('Adressering', from, to, { AdresseringAnvendelse: 'beliggenhedsadresse', ...part }),
      );
    }
    if (onlyPost || dice.chance(0.08)) {
      const part = dice.chance(0.6) ? postBoxAddress(dice) : businessAddress(dice);
      this.throughout('Adressering', { AdresseringAnvendelse: 'postadresse', ...part });
    }
  }

  /** Telephone, e-mail and fax. */
  lines(): void {
    const phones = diceFor(this.layout, this.index, 'phone');
    if (phones.chance(0.88)) {
      const former = phones.chance(0.2) ? phoneNumber(phones) : null;
      this.turning(former, phoneNumber(phones), (from, to, vaerdi) => this.fact('Telefonnummer', from, to, { vaerdi }));
    }
    const emails = diceFor(this.layout, this.index, 'email');
    if (emails.chance(0.65)) {
      this.throughout('e-mailadresse', { vaerdi: emailAt(emails, namesOf(this.layout, this.index).name) });
    }
    const faxes = diceFor(this.layout, this.index, 'fax');
    if (faxes.chance(0.06)) this.throughout('Telefaxnummer', { vaerdi: phoneNumber(faxes) });
  }

  industries(): void {
    const dice = diceFor(this.layout, this.index, 'industry');
    drawIndustries(dice).forEach(({ code, text }, sekvens) =>
      this.throughout('Branche', { vaerdi: code, vaerdiTekst: text, sekvens }),
    );
    // The register gives no order.
    if (dice.chance(0.5)) this.dossier.Branche.reverse();
  }

  /** Legal form and advertising protection. */
  rest(): void {
    if (this.company) {
      const form = formOf(this.layout, this.index);
      this.throughout('Virksomhedsform', { vaerdi: form.code, vaerdiTekst: form.text });
    }
    const dice = diceFor(this.layout, this.index, 'advertising');
    if (dice.chance(0.9)) this.throughout('Reklamebeskyttelse', { vaerdi: dice.chance(0.22) });
  }

  private unitRow(from: Day, to: Day | null, status: string, over: string | null): void {
    const { directory } = this.layout;
    const began = isoDay(this.life.started);
    if (this.company) {
      this.dossier.Virksomhed.push({
        ...this.timed('Virksomhed', from, to),
        id: this.id,
        CVRNummer: directory.numberOf(this.index),
        status,
        virksomhedStartdato: began,
        virksomhedOphoersdato: over,
      });
    } else {
      this.dossier.Produktionsenhed.push({
        ...this.timed('Produktionsenhed', from, to),
        id: this.id,
        pNummer: directory.numberOf(this.index),
        status,
        produktionsenhedStartdato: began,
        produktionsenhedOphoersdato: over,
        tilknyttetVirksomhedsCVRNummer: directory.numberOf(directory.ownerOf(this.index)),
        tilknyttetTilVirksomhedStartdato: began,
        tilknyttetTilVirksomhedOphoersdato: over,
      });
    }
  }

  private throughout<E extends FactName>(entity: E, own: OwnFields<E>): void {
    this.fact(entity, this.life.started, this.life.ceased, own);
  }

  /** A fact that may have been otherwise before: the former value, then the last one. */
  private turning<T>(former: T | null, last: T, row: (from: Day, to: Day | null, value: T) => void): void {
    const { started, ceased } = this.life;
    const end = ceased ?? this.layout.start - 3;
    if (former === null || end - started < 3) {
      row(started, ceased, last);
      return;
    }
    const turn = this.turns.between(started + 1, end - 1);
    row(started, turn, former);
    row(turn, ceased, last);
  }

  private fact<E extends FactName>(entity: E, from: Day, to: Day | null, own: OwnFields<E>): void {
    const row = Object.assign(this.timed(entity, from, to), { CVREnhedsId: this.id }, own);
    (this.dossier[entity] as object[]).push(row);
  }

  private timed(entity: EntityName, from: Day, to: Day | null): BitemporalRow {
    const known = Math.min(to ?? from, this.lastDay);
    const { id, salt } = this.rowId(entity);
    return {
      datafordelerRowId: id,
      datafordelerRowVersion: 1,
      datafordelerRegisterImportSequenceNumber: importBefore(salt),
      datafordelerOpdateringstid: officeStamp(known, salt >>> 3),
      feltliste: null,
      registreringFra: officeStamp(known, salt >>> 5),
      registreringTil: null,
      registreringsaktoer: 'Erhvervsstyrelsen',
      virkningFra: isoDay(from),
      virkningTil: to === null ? null : isoDay(to),
      virkningsaktoer: 'Erhvervsstyrelsen',
    };
  }

  private stored(entity: EntityName, known: Day): StoredRow {
    const { id, salt } = this.rowId(entity);
    return {
      datafordelerRowId: id,
      datafordelerRowVersion: 1,
      datafordelerRegisterImportSequenceNumber: importBefore(salt),
      datafordelerOpdateringstid: officeStamp(Math.min(known, this.lastDay), salt >>> 3),
      feltliste: null,
    };
  }

  private rowId(entity: EntityName): { id: string; salt: number } {
    const fact = ENTITY_NAMES.indexOf(entity);
    const serial = this.dossier[entity].length;
    return {
      id: rowIdOf(this.layout.seed, this.index, fact, serial),
      salt: mix(this.layout.seed, this.index * 16 + fact, serial),
    };
  }
}

/** The number of an import from before the world began. */
function importBefore(salt: number): number {
  return 300_000 + (salt % 49_000);
}

/** What a fact says, without whose it is and when. */
export type OwnFields<E extends FactName> = Omit<Rows[E], keyof FactRow>;

export function emptyDossier(): Dossier {
  return {
    Virksomhed: [],
    Produktionsenhed: [],
    CVREnhed: [],
    Navn: [],
    Adressering: [],
    Telefonnummer: [],
    'e-mailadresse': [],
    Telefaxnummer: [],
    Branche: [],
    Virksomhedsform: [],
    Reklamebeskyttelse: [],
  };
}
