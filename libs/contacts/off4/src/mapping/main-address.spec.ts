import type { ObservedGroup } from '@contact-sync/contacts-model';
import type { Body } from '../../test/delivery';
import { groupsOf } from '../../test/observed';
import { moment, on, person, PNR } from '../../test/sentences';

describe('main address', () => {
  const HOME = { PNR, ADRNVN: 'Ådne Ærø', STANDARDADR: 'Søgade 1', POSTNR: '9000', KOMKOD: '0851' };
  const address = (...more: Body): ObservedGroup['address'] => groupsOf(person({}, ...more)).main_address?.address;

  it('003 without 002 is an address without a start', () => {
    expect(address(['003', HOME])).toEqual({
      address1: 'Søgade 1',
      municipality: '0851',
      postcode: '9000',
      country_code: 'DK',
    });
  });

  it('the move-in date keeps its mark, and only the date', () => {
    const moved = { PNR, TILFLYDTO: { date: '1982-07' }, TILFLYDTO_UMRK: true };
    expect(address(['002', moved], ['003', HOME])?.start).toEqual({ date: '1982-07', uncertain: true });
  });

  it('zeros are no codes', () => {
    expect(address(['003', { PNR, CONVN: 'c/o Åge', POSTNR: '0000', KOMKOD: '0000' }])).toEqual({
      address3: 'c/o Åge',
      country_code: 'DK',
    });
  });

  it('003 with a name and zeros is no address', () => {
    const group = groupsOf(
      person({}, ['003', { PNR, ADRNVN: 'Ådne', POSTNR: '0000', KOMKOD: '0000', VEJKOD: '0000' }]),
    );
    expect(group.main_address).toEqual({});
  });

  it('a special street code is an address like others: status 03', () => {
    const nowhere = { PNR, STANDARDADR: 'Uden fast bopæl', KOMKOD: '0851', VEJKOD: '9901' };
    expect(address(['003', nowhere])).toMatchObject({ address1: 'Uden fast bopæl', municipality: '0851' });
  });

  describe('of emigrated persons', () => {
    const ABROAD = {
      PNR,
      UDR_LANDEKOD: '5164',
      UDRDTO: moment('2019-03-04'),
      UDRDTO_UMRK: true,
      UDLANDADR1: 'Calle 1',
    };
    const emigrated = (record: object, ...more: Body): ObservedGroup | undefined =>
      groupsOf(
        person({ STATUS: '80', STATUSHAENSTART: moment('2019-03-05') }, ['005', { ...ABROAD, ...record }], ...more),
      ).main_address;

    it('an unknown country passes as its code, and the list may be longer', () => {
      expect(emigrated({})?.address).toEqual({
        address1: 'Calle 1',
        country_code: '5164',
        start: { date: '2019-03-04', uncertain: true },
      });
      const settings = { countries: new Map([['5164', 'ES']]) };
      expect(groupsOf(person({ STATUS: '80' }, ['005', ABROAD]), settings).main_address?.address?.country_code).toBe(
        'ES',
      );
    });

    it('blank lines leave no holes', () => {
      const lines = { UDLANDADR2: undefined, UDLANDADR3: 'b', UDLANDADR4: undefined, UDLANDADR5: 'c' };
      expect(emigrated(lines)?.address).toMatchObject({ address1: 'Calle 1', address2: 'b', address3: 'c' });
    });

    it('without lines there is none, since the emigration', () => {
      expect(emigrated({ UDLANDADR1: undefined })).toEqual({ addressEnd: { date: '2019-03-04', uncertain: true } });
    });

    it('a contact address without a start has none', () => {
      expect(emigrated({}, ['006', { PNR, 'ADR1-KONTAKTADR': 'Kontakt 1' }])?.address).toEqual({
        address1: 'Kontakt 1',
        country_code: '5164',
      });
    });

    it('without 005 the status says since when', () => {
      const gone = groupsOf(person({ STATUS: '80', STATUSHAENSTART: moment('2019-03-05') }));
      expect(gone.main_address).toEqual({ addressEnd: on('2019-03-05') });
    });
  });

  it('the contact address of others is not their main address', () => {
    expect(groupsOf(person({}, ['006', { PNR, 'ADR1-KONTAKTADR': 'Kontakt 1' }])).main_address).toEqual({});
  });

  it('disappeared: since 007, marked where it is', () => {
    const gone = person({ STATUS: '70' }, ['007', { PNR, FORSVINDDTO: moment('2019-03-05'), FORSVINDDTO_UMRK: true }]);
    expect(groupsOf(gone).main_address).toEqual({ addressEnd: { date: '2019-03-05', uncertain: true } });
  });
});
