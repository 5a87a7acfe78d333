import type { ContactKey } from '@contact-sync/contacts-model';
import type { CvrSettings, CvrUnit } from '@contact-sync/registers-cvr';

type TypeLetters = Pick<CvrSettings, 'companyType' | 'unitType'>;

/** The company or production unit that a contact is; undefined for contacts of other types. */
export function unitOf(
  { nameType, nameCode }: ContactKey,
  { companyType, unitType }: TypeLetters,
): CvrUnit | undefined {
  if (nameType === companyType) return { kind: 'company', number: nameCode };
  if (nameType === unitType) return { kind: 'production-unit', number: nameCode };
  return undefined;
}

/** The contact that a company or production unit is, or would be. */
export function keyOf({ kind, number }: CvrUnit, { companyType, unitType }: TypeLetters): ContactKey {
  return { nameType: kind === 'company' ? companyType : unitType, nameCode: number };
}
