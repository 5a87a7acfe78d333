import { describeWithPublished } from '@contact-sync/testing';
import { readCompany, readProductionUnit, readSubscribedEvents } from './read-models';

it('takes both spellings of the e-mail address, and any letters’ case', () => {
  expect(readCompany({ eMailAddress: 'a@b.example' })).toEqual({ model: { eMailAddress: 'a@b.example' } });
  expect(readCompany({ Id: 'x', emailAddress: 'a@b.example' })).toEqual({
    model: { id: 'x', eMailAddress: 'a@b.example' },
  });
  expect(readProductionUnit({ PNumber: 1099163837, EMAILADDRESS: 'a@b.example' })).toEqual({
    model: { pNumber: '1099163837', emailAddress: 'a@b.example' },
  });
});

it('null and blank are absent, and do not hide a value', () => {
  expect(readCompany({ companyName: null, phoneNumber: '  ', cvrAddress: null })).toEqual({ model: {} });
  expect(readCompany({ eMailAddress: '', emailAddress: 'a@b.example' })).toEqual({
    model: { eMailAddress: 'a@b.example' },
  });
});

it('passes over what it does not know', () => {
  expect(readCompany({ cvrNumber: '1', capital: { currency: 'DKK' }, __proto__: 'x' })).toEqual({
    model: { cvrNumber: '1' },
  });
});

it.each<[string, unknown, string]>([
  ['no object', 'Not found', 'answer'],
  ['a list', [], 'answer'],
  ['null', null, 'answer'],
  ['an object for a text', { companyName: { name: 'x' } }, 'companyName'],
  ['a text for an object', { cvrAddress: 'Søvej 1' }, 'cvrAddress'],
  ['a truth for a text', { cvrAddress: { postCode: true } }, 'postCode'],
])('an answer with %s departs from the contract', (_, json, field) => {
  expect(readCompany(json)).toEqual({ misshapen: { field } });
});

describe('a page of events', () => {
  it('has its count, and events of which nothing is required', () => {
    expect(readSubscribedEvents({ events: [{ id: '1', action: 'Aendret' }, {}], actualCount: 7 })).toEqual({
      model: { events: [{ id: '1', action: 'Aendret' }, {}], actualCount: 7 },
    });
    expect(readSubscribedEvents({ actualCount: 0 })).toEqual({ model: { events: [], actualCount: 0 } });
    expect(readSubscribedEvents({ events: null, actualCount: 3 })).toEqual({ model: { events: [], actualCount: 3 } });
  });

  it.each<[unknown, string]>([
    [{ events: [] }, 'actualCount'],
    [{ events: [], actualCount: -1 }, 'actualCount'],
    [{ events: [], actualCount: '1' }, 'actualCount'],
    [{ events: {}, actualCount: 1 }, 'events'],
    [{ events: ['x'], actualCount: 1 }, 'answer'],
    [[], 'SubscribedCompanyEvents'],
  ])('as %j departs from the contract', (json, field) => {
    expect(readSubscribedEvents(json)).toEqual({ misshapen: { field } });
  });
});

describeWithPublished(
  "the sample's companies and production units",
  ['CvrCompanyDetails', 'CvrProductionUnitData'].map((name) => `specs/kmd-logic/data/cvr/sample/${name}.json`),
  (files) => {
    it('are read, key in capitals and byte order mark and all', () => {
      const [companies, units] = files.map((file) => JSON.parse(new TextDecoder().decode(file)) as unknown[]);
      expect(readCompany(companies?.[0])).toMatchObject({
        model: { id: '35533730', cvrNumber: '35533729', eMailAddress: 'Jordan83@hotmail.com' },
      });
      expect(readProductionUnit(units?.[0])).toMatchObject({
        model: { id: '0c3b6b36-a302-480c-9235-96aead16e7e8', pNumber: '1089377678', cvrNumber: '33866941' },
      });
    });
  },
);
