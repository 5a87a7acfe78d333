import type { Day } from '../population/calendar';
import { type Dice, mix } from '../population/dice';
import { businessAddress, LAUTRUPPARKEN, postBoxAddress } from './company-addresses';
import { emailAt, phoneNumber } from './company-names';
import { KMD, type UnitIndex } from './directory';
import { drawIndustries } from './industries';
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
import { diceFor, formOf, type Layout, type Life, lifeOf, namesOf } from './unit-beginnings';

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
