import type { TargetContact } from './target-contact';

/** Fields of an entity as they are read and written. */
export type Fields = Readonly<Record<string, string | number | null>>;

/**
 * The contact itself. A code field is written through `…_Value` (workzone.md, 5). Dates that we do not show are left: a
 * contact may have been closed there by hand.
 */
export function contactFields({ nameType, nameCode, name1, name2, startDate, endDate }: TargetContact): Fields {
  return {
    NameType_Value: nameType,
    NameCode: nameCode,
    // A contact is never blanked.
    ...(name1 !== undefined && { Name1: name1 }),
    ...(name2 !== undefined && { Name2: name2 }),
    ...dayField('StartDate', startDate),
    ...dayField('EndDate', endDate),
  };
}

/**
 * The main address, which holds telephone, fax and e-mail as well. What we do not show any more is emptied, but for fax,
 * which CVR cannot tell us. Undefined where there is neither address nor line: then nothing is touched.
 */
export function addressFields({ address, phone, fax, email }: TargetContact): Fields | undefined {
  if (address === undefined && phone === undefined && fax === undefined && email === undefined) return undefined;
  return {
    ...(address !== undefined && {
      Address1: address.address1 ?? null,
      Address2: address.address2 ?? null,
      Address3: address.address3 ?? null,
      Municipality_Value: address.municipality ?? null,
      Postcode_Value: address.postcode ?? null,
      City: address.city ?? null,
      Country_Value: address.country ?? null,
    }),
    Phone: phone ?? null,
    ...(fax !== undefined && { Fax: fax }),
    Email: email ?? null,
  };
}

/** The activity codes as values of the label `Branche`; priority 1 is the main one. */
export function industryFields({ industries }: TargetContact): readonly Fields[] {
  return industries.map((code, place) => ({ CustomLabel_Value: 'Branche', Info: code, Priority: place + 1 }));
}

/** The wanted fields that are otherwise there; undefined where all are as wanted. */
export function differing(wanted: Fields, there: Readonly<Record<string, unknown>>): Fields | undefined {
  const different = Object.entries(wanted).filter(([name, value]) => !isSame(name, value, there[name]));
  return different.length === 0 ? undefined : Object.fromEntries(different);
}

function isSame(name: string, wanted: string | number | null, there: unknown): boolean {
  if (there === undefined || there === null || there === '') return wanted === null;
  if (wanted === null || (typeof there !== 'string' && typeof there !== 'number')) return false;
  if (name.endsWith('Date')) return dayOf(String(there)) === dayOf(String(wanted));
  return String(there) === String(wanted);
}

/** The day of an OData date: `2026-11-22T00:00:00`, or `/Date(1795305600000)/` in the older form. */
function dayOf(text: string): string {
  const milliseconds = /^\/Date\((-?\d+)(?:[+-]\d{1,4})?\)\/$/.exec(text);
  return milliseconds === null ? text.slice(0, 10) : new Date(Number(milliseconds[1])).toISOString().slice(0, 10);
}

function dayField(name: string, day: string | undefined): Fields {
  return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { [name]: `${day}T00:00:00` } : {};
}
