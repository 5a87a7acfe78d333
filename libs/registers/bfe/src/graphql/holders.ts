import { companyNumber } from '@contact-sync/contacts-bfe';
import {
  clean,
  type EjendomsadministratorRow,
  type EjerskabRow,
  type OwnerInWords,
  type OwnerPerson,
  present,
} from '@contact-sync/contacts-datafordeler';
import type { Holder, Ownership } from '../bfe-register';

const HISTORIC = 'historisk';
/** The protection of name and address (cpr.md); the other kinds are about directories and advertisements. */
const PROTECTED = 'navne_og_adresse';
const DAY_LENGTH = 10;

/** The owners in a fixed order: whom authorities write to first. */
export function ownershipsOf(rows: readonly EjerskabRow[]): Ownership[] {
  return rows
    .filter(isCurrent)
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.id_lokalId < b.id_lokalId ? -1 : 1))
    .map((row) => ({
      holder: holderOf(row.ejendeVirksomhedCVRNr, row.ejendePersonBegraenset, row.oplysningerEjesAfEjerskab),
      isPrimaryContact: row.primaerKontakt === true,
      ...present<{ code?: string; share?: string; since?: string }>({
        code: clean(asText(row.ejerforholdskode)),
        share: shareOf(row),
        since: row.virkningFra?.slice(0, DAY_LENGTH),
      }),
    }));
}

export function administratorsOf(rows: readonly EjendomsadministratorRow[]): Holder[] {
  return rows
    .filter(isCurrent)
    .map((row) =>
      holderOf(row.virksomhedCVRNr, row.personBegraenset, row.ejendomsadministratorErPersonEllerVirksomhedsoplysninger),
    );
}

function holderOf(
  company: number | string | null | undefined,
  person: OwnerPerson | null | undefined,
  words: OwnerInWords | null | undefined,
): Holder {
  const cvrNumber = companyNumber(company);
  if (cvrNumber !== undefined) return { kind: 'company', cvrNumber };
  if (person === null || person === undefined) return { kind: 'in-words', ...inWords(words ?? {}) };
  const { navn, standardadresse, cprAdresse, beskyttelser } = person;
  const town = joined(' ', cprAdresse?.postnummer, cprAdresse?.postdistrikt);
  return {
    kind: 'person',
    // A person without a list of protections is not known to have none.
    isProtected: beskyttelser?.some(({ beskyttelsestype }) => isProtection(beskyttelsestype)) ?? true,
    ...present<{ name?: string; address?: string }>({
      name: clean(navn?.navn),
      address: joined(', ', standardadresse, town),
    }),
  };
}

function inWords({ navn, adresselinje1, adresselinje2, adresselinje3 }: OwnerInWords): {
  name?: string;
  address?: string;
} {
  return present<{ name?: string; address?: string }>({
    name: clean(navn),
    address: joined(', ', adresselinje1, adresselinje2, adresselinje3),
  });
}

const isProtection = (type: string | null | undefined): boolean =>
  (clean(type) ?? PROTECTED).toLowerCase().includes(PROTECTED);

const isCurrent = ({ status }: { readonly status?: string | null }): boolean =>
  clean(status)?.toLowerCase() !== HISTORIC;

const rankOf = ({ primaerKontakt }: EjerskabRow): number => (primaerKontakt === true ? 0 : 1);

function shareOf({ faktiskEjerandel_taeller, faktiskEjerandel_naevner }: EjerskabRow): string | undefined {
  const [part, whole] = [asText(faktiskEjerandel_taeller), asText(faktiskEjerandel_naevner)];
  return part === undefined || whole === undefined ? undefined : `${part}/${whole}`;
}

const asText = (value: number | string | null | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value);

function joined(between: string, ...parts: (string | null | undefined)[]): string | undefined {
  const told = parts.flatMap((part) => clean(part) ?? []);
  return told.length === 0 ? undefined : told.join(between);
}
