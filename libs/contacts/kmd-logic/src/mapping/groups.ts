import type { Address, ContactLines, InfoValue, ObservedGroup, Undelivered } from '@contact-sync/contacts-model';
import { floorAndDoor, municipalityCode, streetLine } from '@contact-sync/contacts-model';
import type { CvrAddress, LocationAddress } from '../models';
import { present } from './present';
import type { Remarks } from './remarks';

/**
 * Road and house number, floor and door, postcode, town, municipality and country (CVR-2). Undefined where the answer has
 * no line of an address: one is not blanked because Logic has none to give.
 */
export function addressGroup(
  given: CvrAddress | LocationAddress | undefined,
  undelivered: Undelivered,
  remarks: Remarks,
): ObservedGroup | undefined {
  const { floor, room }: CvrAddress = given ?? {};
  const text = (field: string, value: string | undefined): string | undefined => remarks.text(field, value);
  const address = present<Address>({
    address1: text('streetName', streetLine(given?.streetName, given?.houseNumber)),
    address2: text('floor', floorAndDoor(floor, room)),
    municipality: municipality(given?.communityCode, remarks),
    postcode: text('postCode', given?.postCode),
    city: text('postDistrict', given?.postDistrict),
    country_code: countryOf(given, remarks),
  });
  if (address !== undefined && hasLine(address)) return { address, undelivered };
  remarks.add(
    address === undefined
      ? 'the answer has no address; the one that is known stays'
      : 'the answer has only the country of an address; the one that is known stays',
  );
  return undefined;
}

/** Of an address abroad Logic has a country at most: what the register keeps as free text has no place in its model. */
const hasLine = ({ address1, postcode, city }: Address): boolean =>
  [address1, postcode, city].some((line) => line !== undefined);

function municipality(code: string | undefined, remarks: Remarks): string | undefined {
  const four = municipalityCode(code);
  if (four === undefined && code !== undefined && !/^0+$/.test(code))
    remarks.add('communityCode is no municipality code');
  return four;
}

/** As given. An address that names a municipality and no country is in Denmark. */
function countryOf(given: CvrAddress | LocationAddress | undefined, remarks: Remarks): string | undefined {
  const code = remarks.text('countryCode', given?.countryCode)?.toUpperCase();
  return code ?? (municipalityCode(given?.communityCode) === undefined ? undefined : 'DK');
}

/** Telephone and e-mail. Logic tells no fax number; one that is shown stays. */
export function contactLinesGroup(
  phone: string | undefined,
  email: string | undefined,
  remarks: Remarks,
): ObservedGroup {
  const contactLines = present<ContactLines>({
    phoneNo: remarks.text('phoneNumber', phone),
    email: remarks.text('emailAddress', email),
  });
  return { ...(contactLines !== undefined && { contactLines }), undelivered: { contactLines: ['fax'] } };
}

/**
 * Activity codes, the main one first; each once. Without a main activity the group is not carried: every unit has one, so
 * that its absence is silence.
 */
export function industryGroup(
  [main, ...others]: readonly (string | undefined)[],
  undelivered: Undelivered | undefined,
  remarks: Remarks,
): ObservedGroup | undefined {
  if (main === undefined) {
    remarks.add('the answer has no main activity; the activities that are known stay');
    return undefined;
  }
  const codes = [...new Set([main, ...others.filter((code) => code !== undefined)])];
  const values = codes.map((code): InfoValue => ({ value: remarks.text('branchCode', code) ?? code }));
  return { info: { Branche: values }, ...(undelivered !== undefined && { undelivered }) };
}

/** Whether something of the contact lines was told: a unit that ceased keeps what was known of it. */
export function hasLines(phone: string | undefined, email: string | undefined): boolean {
  return phone !== undefined || email !== undefined;
}
