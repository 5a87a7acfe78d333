import { CPR_STATUSES, type CprStatus } from '@contact-sync/contacts-off4';
import type { Dated, Observation } from '@contact-sync/contacts-model';
import type { PersonAnswer, StatusAnswer } from './lookup-answer';

/**
 * What CPR says of a person, as a caller may see it. Name and address of protected persons are for callers with that right
 * only, and marked (REG-8); so are those of persons of whom the answer does not tell whether they are protected.
 */
export function shownPerson({ subject, groups }: Observation, seesProtected: boolean): PersonAnswer {
  const isProtected = groups.protection?.protection !== undefined;
  const isWithheld = (isProtected || groups.protection === undefined) && !seesProtected;
  const gender = groups.identity?.info?.['Køn']?.[0]?.value;
  const earlier = groups.numbers?.earlierNumbers ?? [];
  return {
    personNumber: subject.nameCode,
    ...(isProtected && { protected: true as const }),
    ...present('protectedSince', groups.protection?.protection),
    ...(isWithheld ? { withheld: true as const } : nameAndAddress(groups)),
    ...present('status', statusOf(groups.status?.info?.['Status']?.[0]?.value, groups.status?.dates?.['Statusfra'])),
    ...present('born', groups.identity?.dates?.['Fødselsdag']),
    ...((gender === 'M' || gender === 'K') && { gender }),
    ...present('position', groups.identity?.fields?.position),
    ...present('civilStatus', groups.civil_status?.info?.['Civilstand']?.[0]?.value),
    ...(earlier.length > 0 && { earlierNumbers: earlier }),
  };
}

/** What was shown, in the words of the audit. */
export function shownFields({ name1, name2, text, address }: PersonAnswer): string[] {
  const hasName = name1 !== undefined || name2 !== undefined || text !== undefined;
  return [...(hasName ? ['name'] : []), ...(address === undefined ? [] : ['address'])];
}

function nameAndAddress({
  name,
  addressing_name: addressing,
  main_address: main,
}: Observation['groups']): Pick<PersonAnswer, 'name1' | 'name2' | 'text' | 'address'> {
  return {
    ...present('name1', name?.fields?.name1),
    ...present('name2', name?.fields?.name2),
    ...present('text', addressing?.fields?.text),
    ...present('address', main?.address),
  };
}

function statusOf(code: string | undefined, since: Dated | undefined): StatusAnswer | undefined {
  if (code === undefined) return undefined;
  const known: CprStatus | undefined = CPR_STATUSES.get(code);
  return { code, ...present('since', since), ...(known && { active: known.active, da: known.da, en: known.en }) };
}

function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Exclude<Value, undefined>>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Exclude<Value, undefined>>);
}
