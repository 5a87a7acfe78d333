import type { ContactKey } from '@contact-sync/contacts-model';
import type { CvrSettings, CvrUnit } from '@contact-sync/registers-cvr';

/** The company or production unit that a contact stands for; undefined where its code can be no number of CVR. */
export function unitOf(
  { nameType, nameCode }: ContactKey,
  { companyType, unitType }: Pick<CvrSettings, 'companyType' | 'unitType'>,
): CvrUnit | undefined {
  if (nameType === companyType && /^\d{8}$/.test(nameCode)) return { kind: 'company', number: nameCode };
  if (nameType === unitType && /^\d{10}$/.test(nameCode)) return { kind: 'production-unit', number: nameCode };
  return undefined;
}
