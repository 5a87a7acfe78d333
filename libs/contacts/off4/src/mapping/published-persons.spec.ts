import { describePublished } from '@contact-sync/testing';
import type { Dated } from '@contact-sync/contacts-model';
import { personsOf } from '../../test/delivery';
import { observeSlice } from '../../test/observed';
import { nameOf, Published } from '../../test/published-person';
import { number, on, uncertainly, value } from '../../test/sentences';
import { latin1 } from '../reading/latin1';

describePublished('persons of the published change extract', 'testdata/cpr/extracts/d011119.l110901', (file) => {
  const who = (...person: [firstNames: string, surname: string, status?: string]): Published =>
    new Published(file, ...person);

  it('born 1896, spouse by name, widowed: 001, 002, 003, 008, 009, 012', () => {
    const person = who('Ude Ulrike', 'Udtzen');
    expect(person.group('identity')).toEqual({
      fields: { position: 'Pensionist' },
      info: { GældendePNR: value(person.raw('001', 4, 10)), Køn: value('K') },
      dates: { Fødselsdag: on('1896-01-01') },
    });
    expect(person.group('status')).toEqual({ info: { Status: value('01') } });
    expect(person.group('name')).toEqual({ fields: { name1: 'Ude Ulrike', name2: 'Udtzen' } });
    expect(person.group('addressing_name')).toEqual({ fields: { text: 'Ude Ulrike Udtzen' } });
    expect(person.group('main_address')).toEqual({
      info: { Bynavn: value('Vodskov'), Postdist: value('Aalborg') },
      address: {
        address1: 'Søgade 16',
        municipality: '0851',
        postcode: '9000',
        city: 'Aalborg',
        country_code: 'DK',
        start: on('1997-09-09'),
      },
    });
    expect(person.group('birth_registration')).toEqual({ info: { Fødregkode: value('5180') } });
    // E, widowed: the spouse in the record is the former one, and the reference ends on the day of the event.
    expect(person.group('civil_status')).toEqual({
      info: { Civilstand: value('E') },
      dates: { 'Civst.fra': on('1944-12-22') },
      referencesEnd: on('1944-12-22'),
    });
  });

  it('emigrated, with a foreign address and all four kinds of protection: 004, 005, 012', () => {
    const person = who('Harald', 'Mikkelsen');
    expect(person.group('status')).toEqual({ info: { Status: value('80') }, dates: { Statusfra: on('1999-02-01') } });
    expect(person.group('main_address')).toEqual({
      address: {
        address1: 'Berlinerstrasse 102',
        address2: 'Udlandsadresse linje 2 2 2 2 2 2 2',
        address3: 'Et sted i Tyskland, Udlandsadresse linje 3 3 3 3 3 3 3, Udlandsadresse linje 4 4 4 4 4 4 4',
        country_code: 'DE',
        start: on('1999-02-01'),
      },
    });
    expect(person.group('emigration')).toEqual({ dates: { Udrejst: on('1999-02-01') } });
    expect(person.group('protection')).toEqual({
      protection: on('2001-11-12'),
      info: {
        Beskyttelsestype: [
          { value: '0002', since: on('2001-11-12') },
          { value: '0003', since: on('2001-11-12') },
          { value: '0004', since: on('2001-11-12') },
        ],
      },
    });
    expect(person.group('civil_status')?.references).toEqual({
      Ægtefælle: [{ slot: 'spouse', relative: number(person.raw('012', 15, 10)), start: on('1981-03-13') }],
    });
  });

  it('emigrated, with a contact address, which goes first: 005, 006', () => {
    const person = who('Winnie', 'Carlson');
    expect(person.group('main_address')).toEqual({
      address: {
        address1: 'Kontaktadresse Linje 1 1 1 1 1 1 1',
        address2: 'Kontaktadresse Linje 222 222 22222',
        address3:
          'Kontaktadresse Linje 3 3 3 3 3 3 3, Kontaktadresse Linje 4 4 44 44 44, Kontaktadresse Linje 5 5 5 5 55555',
        country_code: 'SE',
        start: on('2001-06-30'),
      },
    });
    expect(person.group('emigration')).toEqual({ dates: { Udrejst: on('1997-09-09') } });
  });

  it('dead, with custody held by two others: 001, 016', () => {
    const person = who('Ulrikke Veronika', 'Villadsen');
    expect(person.group('status')).toEqual({
      info: { Status: value('90') },
      dates: { Statusfra: on('2000-06-30') },
      ended: on('2000-06-30'),
    });
    expect(person.group('main_address')).toEqual({ addressEnd: on('2000-06-30') });
    expect(person.group('addressing_name')).toEqual({ fields: { text: 'Ulrikke V Villadsen' } });
    expect(person.group('civil_status')).toEqual({
      info: { Civilstand: value('D') },
      dates: { 'Civst.fra': on('2000-06-30') },
      referencesEnd: on('2000-06-30'),
    });
    expect(person.group('parents')).toEqual({
      references: {
        Forældre: [{ slot: 'mother', relative: number(person.raw('015', 25, 10)), start: uncertainly('1998-01-01') }],
      },
    });
    expect(person.group('custody')).toEqual({
      info: { Forældremyndighedstype: [{ value: '0005' }, { value: '0006' }] },
      references: {
        Forældremyndighed: [
          { slot: 'holder1', relative: number(person.raw('016', 39, 10, 0)), start: on('2008-03-01') },
          { slot: 'holder2', relative: number(person.raw('016', 39, 10, 1)), start: on('2008-03-01') },
        ],
      },
    });
  });

  it('custody held by both parents, who stand in 015: 015, 016', () => {
    const person = new Published(file, ...nameOf(file, '016', '0003'));
    const mother = number(person.raw('015', 25, 10));
    const father = number(person.raw('015', 92, 10));
    expect(person.group('parents')?.references).toEqual({
      Forældre: [
        { slot: 'mother', relative: mother, start: uncertainly('1998-06-29') },
        { slot: 'father', relative: father, start: uncertainly('1998-06-29') },
      ],
    });
    expect(person.group('custody')).toEqual({
      info: { Forældremyndighedstype: [{ value: '0003' }, { value: '0004' }] },
      references: {
        Forældremyndighed: [
          { slot: 'mother', relative: mother, start: on('2008-01-01') },
          { slot: 'father', relative: father, start: on('2008-01-01') },
        ],
      },
    });
  });

  it('uncertain birth date, parents by name, separated, with an earlier number: 001, 013, 015, 022', () => {
    const person = who('Robert', 'Ullersen', '01');
    expect(person.group('identity')?.dates).toEqual({ Fødselsdag: uncertainly('1961-09-07') });
    expect(person.group('name')).toEqual({ fields: { name1: 'Robert Udtzon', name2: 'Ullersen' } });
    expect(person.group('main_address')?.address).toEqual({
      address1: 'Industrivænget 25',
      address2: 'Brøndgravergården',
      municipality: '0851',
      postcode: '9000',
      city: 'Aalborg',
      country_code: 'DK',
      start: on('2001-03-05'),
    });
    const byName = (slot: string, relation: string, name: string, start: Dated): object => ({
      slot,
      relative: { kind: 'name', nameType: 'P', name, relation },
      start,
    });
    expect(person.group('parents')).toEqual({
      references: {
        Forældre: [
          byName('mother', 'Mor til', 'Ullersen,Veronica', on('1961-09-09')),
          byName('father', 'Far til', 'Ullersen,Geronimo', uncertainly('1961-10-09')),
        ],
      },
    });
    expect(person.group('separation')).toEqual({ dates: { Separeret: on('2008-06-01') } });
    expect(person.group('numbers')).toEqual({ earlierNumbers: [person.raw('022', 14, 10)] });
    // SLET_DT 2002-10-22 is no end date: the protection is in force.
    expect(person.group('protection')?.protection).toEqual(on('1961-08-01'));
    expect(person.validNumber).toBe(person.raw('001', 4, 10));
  });

  it('guardian by number: 017', () => {
    const person = who('Annette', 'Ingdahl');
    expect(person.group('guardianship')).toEqual({ dates: { Umyndig: on('2000-02-28') } });
    expect(person.group('guardian')).toEqual({
      references: {
        Værge: [{ slot: 'guardian', relative: number(person.raw('017', 39, 10)), start: on('2000-02-28') }],
      },
    });
    expect(person.group('children')).toEqual({
      references: { Barn: [{ slot: 'child', relative: number(person.raw('014', 14, 10)) }] },
    });
  });

  it('changed number: the set says which number is valid, and nothing more', () => {
    const person = who('Monika Togliatti', 'Eliasen', '60');
    expect(person.raw('001', 24, 2)).toBe('60');
    expect(person.validNumber).toBe(person.raw('001', 14, 10));
    expect(person.carried).toBe(0);
  });

  it('registered partnership, and supplementary address lines, which are not used: 002, 012', () => {
    const person = who('Arne', 'Nikolaisen');
    expect(person.group('civil_status')).toEqual({
      info: { Civilstand: value('P') },
      dates: { 'Civst.fra': on('2000-02-28') },
      references: {
        Ægtefælle: [{ slot: 'spouse', relative: number(person.raw('012', 15, 10)), start: on('2000-02-28') }],
      },
    });
    expect(person.group('main_address')?.address).toEqual({
      address1: 'Industrivænget 29',
      municipality: '0851',
      postcode: '9000',
      city: 'Aalborg',
      country_code: 'DK',
      start: on('1998-01-01'),
    });
  });

  it('name mark and place name: 003, 008', () => {
    const person = who('Poul', 'Junkersen');
    expect(person.group('name')).toEqual({ fields: { name1: 'Poul Udt', name2: 'Junkersen' } });
    expect(person.group('addressing_name')).toEqual({ fields: { text: 'Poul Junkersen' } });
    expect(person.group('main_address')?.info).toEqual({ Bynavn: value('Hasseris'), Postdist: value('Aalborg') });
    expect(person.group('main_address')?.address?.address2).toBe('Solhavehjemmet');
  });

  it('nobody is held', () => {
    const held = [...personsOf(file).values()]
      .map((slice) => observeSlice(slice))
      .filter((one) => one.held !== undefined);
    expect(held).toEqual([]);
  });
});

describePublished('persons of the published status extract', 'testdata/cpr/extracts/d011116.l110902', (file) => {
  const who = (...person: [firstNames: string, surname: string, status?: string]): Published =>
    new Published(file, ...person);

  it('disappeared: 007', () => {
    const person = who('Tove', 'Andreasen');
    expect(person.group('status')).toEqual({ info: { Status: value('70') }, dates: { Statusfra: on('1997-09-13') } });
    expect(person.group('disappearance')).toEqual({ dates: { Forsvundet: on('1997-09-13') } });
    expect(person.group('main_address')).toEqual({ addressEnd: on('1997-09-13') });
    expect(person.group('addressing_name')).toEqual({ fields: { text: 'Andreasen,Tove' } });
  });

  it('annulled number: a status like others', () => {
    const person = who('Henning', 'Lauritsen');
    expect(person.group('status')).toEqual({ info: { Status: value('30') }, dates: { Statusfra: on('1983-05-10') } });
    expect(person.group('main_address')).toEqual({});
    expect(person.validNumber).toBe(person.raw('001', 4, 10));
  });

  it('c/o: the text as delivered', () => {
    const line = latin1(file)
      .split('\n')
      .find((one) => one.startsWith('003') && one.includes('c/o Phiil'))!;
    const { observation } = observeSlice(personsOf(file).get(line.slice(3, 13))!);
    expect(observation?.groups.main_address?.address).toMatchObject({ address1: 'Søgade 16', address3: 'c/o Phiil' });
  });
});
