import type { ContactKey } from '@contact-sync/contacts-model';
import type { CvrUnit } from './cvr-register';
import type { CvrSettings } from './settings/cvr-settings';

type TypeLetters = Pick<CvrSettings, 'companyType' | 'unitType'>;

/**
 * The company or production unit that a contact stands for; undefined where its type or code is of neither. P-numbers begin
 * with 1: what begins otherwise may be a person's number that somebody typed, and goes to no register.
 */
export function unitOf(
  { nameType, nameCode }: ContactKey,
  { companyType, unitType }: TypeLetters,
): CvrUnit | undefined {
  if (nameType === companyType && /^\d{8}$/.test(nameCode)) return { kind: 'company', number: nameCode };
  if (nameType === unitType && /^1\d{9}$/.test(nameCode)) return { kind: 'production-unit', number: nameCode };
  return undefined;
}

/** The contact that a company or production unit is, or would be. */
export function keyOf({ kind, number }: CvrUnit, { companyType, unitType }: TypeLetters): ContactKey {
  return { nameType: kind === 'company' ? companyType : unitType, nameCode: number };
}
