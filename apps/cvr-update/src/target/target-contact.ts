import type { ContactView } from '@contact-sync/contact-register';
import type { TargetContact } from '@contact-sync/registers-odata';

/** A contact as the OData target is to have it: what our register shows now (CVR-8). */
export function targetContact({ nameType, nameCode, name1, name2, ...contact }: ContactView): TargetContact {
  const main = contact.addresses.find(({ addressType }) => addressType === 'HA');
  const { address1, address2, address3, municipality, postcode, city, country_code: country } = main ?? {};
  const address = defined({ address1, address2, address3, municipality, postcode, city, country });
  return {
    nameType,
    nameCode,
    ...defined({
      name1,
      name2,
      startDate: contact.start?.date,
      endDate: contact.end?.date,
      phone: main?.phoneNo,
      fax: main?.fax,
      email: main?.email,
    }),
    ...(Object.keys(address).length > 0 && { address }),
    industries: contact.info
      .filter(({ label }) => label === 'Branche')
      .sort((one, other) => one.priority - other.priority)
      .map(({ value }) => value),
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
