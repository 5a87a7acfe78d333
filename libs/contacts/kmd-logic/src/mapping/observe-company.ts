import { parseCvrNumber, type ObservedGroup } from '@contact-sync/contacts-model';
import type { Company } from '../models';
import { addressGroup, contactLinesGroup, hasLines, industryGroup } from './groups';
import { lifetimeOf } from './lifetime';
import { observationOf, type Observed, type ObserveOptions } from './options';
import { present } from './present';
import { Remarks } from './remarks';

/**
 * What Logic's answer says of the company that was asked for by its number (CVR-2). Logic gives neither fax, c/o,
 * secondary activities nor the mark against advertisements of companies, so those stay as they are. An answer without a
 * name is of no use: a contact is never blanked. Of a company that ceased, what the answer leaves out stays too.
 */
export function observeCompany(number: string, company: Company, options: ObserveOptions): Observed {
  const remarks = new Remarks();
  const facts = company.cvrNumber === undefined ? undefined : parseCvrNumber(company.cvrNumber.padStart(8, '0'));
  if (company.cvrNumber !== undefined && facts?.number !== number) return { unusable: 'other-number' };
  if (facts?.checkDigitRight === false) remarks.add('the CVR number has a wrong check digit');
  const life = lifetimeOf(company.companyDetails, options.day, remarks);
  const hasCeased = life.group?.ended !== undefined || options.ceased !== undefined;
  const name1 = remarks.text('companyName', company.companyName);
  if (name1 === undefined && !hasCeased) return { unusable: 'no-name' };
  const { phoneNumber, eMailAddress } = company;
  const groups = present<Record<string, ObservedGroup>>({
    name: name1 === undefined ? undefined : { fields: { name1 } },
    main_address: addressGroup(company.cvrAddress, { address: ['address3'] }, remarks),
    contact_lines:
      hasCeased && !hasLines(phoneNumber, eMailAddress)
        ? undefined
        : contactLinesGroup(phoneNumber, eMailAddress, remarks),
    industry: industryGroup([company.mainBusinessCode], { furtherInfo: ['Branche'] }, remarks),
    lifetime: options.lifetime ? life.group : undefined,
  });
  return {
    observation: observationOf({ nameType: options.companyType, nameCode: number }, groups ?? {}, options),
    ...(options.lifetime && life.nextChange !== undefined && { nextChange: life.nextChange }),
    remarks: remarks.all(),
  };
}
