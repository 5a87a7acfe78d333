import type { UnitIdentity } from './company-world';
import type { AdresseringRow, BitemporalRow, Dossier, ProduktionsenhedRow, VirksomhedRow } from './rows';
import { current, holdsOn } from './turning';
import type { UnitAddress, UnitState } from './unit-state';

type UnitRow = VirksomhedRow | ProduktionsenhedRow;

/** The row of the unit itself that holds on the day, or the last one before. */
export function unitRowOn(dossier: Dossier, day: string): UnitRow | undefined {
  const rows: UnitRow[] = current<UnitRow>([...dossier.Virksomhed, ...dossier.Produktionsenhed]);
  return (
    rows.find((row) => holdsOn(row, day)) ??
    rows.filter(({ virkningFra }) => virkningFra <= day).sort((a, b) => compare(b.virkningFra, a.virkningFra))[0] ??
    rows[0]
  );
}

export function endOf(row: UnitRow): string | null {
  return 'CVRNummer' in row ? row.virksomhedOphoersdato : row.produktionsenhedOphoersdato;
}

/** What the rows say of the unit on a day. */
export function describeUnit(identity: UnitIdentity, dossier: Dossier, day: string): UnitState {
  const unit = unitRowOn(dossier, day);
  if (!unit) throw new Error(`unit ${identity.id} has no row`);
  const end = endOf(unit);
  const ceased = end !== null && end <= day ? end : null;
  const valid = <R extends BitemporalRow>(rows: readonly R[]) =>
    current(rows)
      .filter((row) => (ceased === null ? holdsOn(row, day) : heldAtLast(row, ceased)))
      .sort((a, b) => compare(b.virkningFra, a.virkningFra));
  const first = <R extends BitemporalRow & { vaerdi: string }>(rows: readonly R[]) => valid(rows)[0]?.vaerdi ?? null;
  const names = valid(dossier.Navn);
  const address = (use: string) =>
    addressOf(valid(dossier.Adressering).find((row) => row.AdresseringAnvendelse === use));
  const form = valid(dossier.Virksomhedsform)[0];
  return {
    ...identity,
    active: ceased === null,
    started: 'CVRNummer' in unit ? unit.virksomhedStartdato : unit.produktionsenhedStartdato,
    ceased,
    name: names.find(({ sekvens }) => sekvens === 0)?.vaerdi ?? '',
    otherNames: names
      .filter(({ sekvens }) => sekvens > 0)
      .sort((a, b) => a.sekvens - b.sekvens)
      .map(({ vaerdi }) => vaerdi),
    address: address('beliggenhedsadresse'),
    postalAddress: address('postadresse'),
    phone: first(dossier.Telefonnummer),
    email: first(dossier['e-mailadresse']),
    fax: first(dossier.Telefaxnummer),
    industries: valid(dossier.Branche)
      .sort((a, b) => a.sekvens - b.sekvens)
      .map(({ vaerdi, vaerdiTekst }) => ({ code: vaerdi, text: vaerdiTekst })),
    advertisingProtected: valid(dossier.Reklamebeskyttelse)[0]?.vaerdi ?? null,
    legalForm: form ? { code: form.vaerdi, text: form.vaerdiTekst } : null,
    company: 'pNummer' in unit ? String(unit.tilknyttetVirksomhedsCVRNummer).padStart(8, '0') : null,
  };
}

/** Held up to the day on which the unit ceased. */
function heldAtLast(row: BitemporalRow, ceased: string): boolean {
  return row.virkningFra < ceased && (row.virkningTil === null || row.virkningTil >= ceased);
}

function addressOf(row: AdresseringRow | undefined): UnitAddress | null {
  if (!row) return null;
  return {
    road: row.CVRAdresse_vejnavn,
    houseFrom: row.CVRAdresse_husnummerFra,
    houseTo: row.CVRAdresse_husnummerTil,
    floor: row.CVRAdresse_etagebetegnelse,
    door: row.CVRAdresse_doerbetegnelse,
    coName: row.coNavn,
    town: row.CVRAdresse_supplerendeBynavn,
    postcode: row.CVRAdresse_postnummer,
    district: row.CVRAdresse_postdistrikt,
    municipality: row.CVRAdresse_kommunekode?.padStart(4, '0') ?? null,
    country: row.CVRAdresse_landekode,
    postBox: row.CVRAdresse_postboks,
    freeText: row.CVRAdresse_adresseFritekst,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
