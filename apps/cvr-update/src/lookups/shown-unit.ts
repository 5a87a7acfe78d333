import type { Observation } from '@contact-sync/contacts-model';
import type { CvrUnit } from '@contact-sync/registers-cvr';
import type { FoundUnitAnswer } from './lookup-answer';

/** What a look-up shows of what the register said. */
export function shownUnit(unit: CvrUnit, { groups }: Observation, remarks: readonly string[]): FoundUnitAnswer {
  const { name, main_address, contact_lines, industry, advertisement, lifetime, main_unit } = groups;
  const address = main_address?.address;
  const industries = industry?.info?.['Branche']?.map(({ value }) => value);
  const company = main_unit?.references?.['Hovedvirksomhed']?.[0]?.relative;
  return {
    kind: unit.kind,
    number: unit.number,
    name: name?.fields?.name1 ?? '',
    ...(address !== undefined && { address }),
    ...contact_lines?.contactLines,
    ...(industries !== undefined && { industries }),
    ...(advertisement?.advertisement !== undefined && { advertisement: advertisement.advertisement }),
    ...(lifetime?.started !== undefined && { started: lifetime.started }),
    ...(lifetime?.ended !== undefined && { ended: lifetime.ended }),
    ...(company?.kind === 'number' && { company: company.nameCode }),
    ...(remarks.length > 0 && { remarks }),
  };
}
