import type { ContactView } from '@contact-sync/contact-register';
import { targetContact } from './target-contact';

const company: ContactView = {
  id: '12',
  nameType: 'J',
  nameCode: '26911745',
  name1: 'KMD A/S',
  withheld: false,
  placeholder: false,
  version: 3,
  updatedAt: new Date(0),
  createdAt: new Date(0),
  previousCodes: [],
  addresses: [],
  info: [],
  dates: [],
  references: [],
  freshness: [],
  holds: [],
  manual: [],
};

it('is the main address, the lines and the activity codes in their order, and no former address', () => {
  expect(
    targetContact({
      ...company,
      start: { date: '1972-02-01' },
      addresses: [
        { addressType: 'CPRADR', address1: 'Gammel Gade 1', phoneNo: '11111111' },
        {
          addressType: 'HA',
          address1: 'Lautrupparken 40',
          postcode: '2750',
          city: 'Ballerup',
          country_code: 'DK',
          phoneNo: '44601000',
          fax: '44601001',
        },
      ],
      info: [
        { label: 'Branche', priority: 2, value: '631100' },
        { label: 'Andet', priority: 1, value: 'x' },
        { label: 'Branche', priority: 1, value: '620200' },
      ],
    }),
  ).toEqual({
    nameType: 'J',
    nameCode: '26911745',
    name1: 'KMD A/S',
    startDate: '1972-02-01',
    address: { address1: 'Lautrupparken 40', postcode: '2750', city: 'Ballerup', country: 'DK' },
    phone: '44601000',
    fax: '44601001',
    industries: ['620200', '631100'],
  });
});

it('has no address where none is shown', () => {
  expect(targetContact(company)).toEqual({ nameType: 'J', nameCode: '26911745', name1: 'KMD A/S', industries: [] });
});
