import { parseCvrNumber, readPNumber, type ObservedGroup } from '@contact-sync/contacts-model';
import type { ProductionUnitDetail } from '../models';
import { addressGroup, contactLinesGroup, hasLines, industryGroup } from './groups';
import { ceasedGroup } from './lifetime';
import { observationOf, type Observed, type ObserveOptions } from './options';
import { present } from './present';
import { Remarks } from './remarks';

/**
 * What Logic's answer says of the production unit that was asked for by its number (CVR-2), with a reference to the company
 * it belongs to. Logic gives neither floor, door, c/o nor fax of production units, and no dates: only an event tells that
 * one ceased (`ceased`). One that ceased keeps what the answer leaves out.
 */
export function observeProductionUnit(number: string, unit: ProductionUnitDetail, options: ObserveOptions): Observed {
  const remarks = new Remarks();
  if (unit.pNumber !== undefined && readPNumber(unit.pNumber) !== number) return { unusable: 'other-number' };
  const hasCeased = options.ceased !== undefined;
  const name1 = remarks.text('productionUnitName', unit.productionUnitName);
  if (name1 === undefined && !hasCeased) return { unusable: 'no-name' };
  const { phoneNumber, emailAddress, lineOfIndustries: lines } = unit;
  const industries = [lines?.mainBusiness, lines?.biBranch1, lines?.biBranch2, lines?.biBranch3];
  const groups = present<Record<string, ObservedGroup>>({
    name: name1 === undefined ? undefined : { fields: { name1 } },
    main_address: addressGroup(unit.locationAddress, { address: ['address2', 'address3'] }, remarks),
    contact_lines:
      hasCeased && !hasLines(phoneNumber, emailAddress)
        ? undefined
        : contactLinesGroup(phoneNumber, emailAddress, remarks),
    industry: industryGroup(
      industries.map((branch) => branch?.branchCode),
      undefined,
      remarks,
    ),
    lifetime: lifetime(options),
    main_unit: mainUnitGroup(unit.cvrNumber, options.companyType, remarks),
  });
  return {
    observation: observationOf({ nameType: options.unitType, nameCode: number }, groups ?? {}, options),
    remarks: remarks.all(),
  };
}

/**
 * What an event alone says of a production unit that Logic does not answer for any more: that it ceased. Undefined where
 * nothing is said, or dates are not carried.
 */
export function observeCeasedUnit(number: string, options: ObserveOptions): Observed | undefined {
  const ended = lifetime(options);
  if (ended === undefined) return undefined;
  const subject = { nameType: options.unitType, nameCode: number };
  return {
    observation: observationOf(subject, { lifetime: ended }, options),
    remarks: ['the unit is not answered for any more; its event says that it ceased'],
  };
}

function lifetime({ ceased, lifetime: isCarried }: ObserveOptions): ObservedGroup | undefined {
  return isCarried && ceased !== undefined ? ceasedGroup(ceased) : undefined;
}

/** The company by its number. A number that is none, or absent, says nothing: every unit belongs to a company. */
function mainUnitGroup(cvrNumber: string | undefined, nameType: string, remarks: Remarks): ObservedGroup | undefined {
  const facts = cvrNumber === undefined ? undefined : parseCvrNumber(cvrNumber.padStart(8, '0'));
  if (facts === undefined) {
    remarks.add('the answer names no company of the unit; the one that is known stays');
    return undefined;
  }
  if (!facts.checkDigitRight) remarks.add('the number of the main company has a wrong check digit');
  const relative = { kind: 'number', nameType, nameCode: facts.number } as const;
  return { references: { Hovedvirksomhed: [{ slot: 'main_unit', relative }] } };
}
