import { describePublishedFolder } from '@contact-sync/testing';
import type { GroupName, ObservedGroup } from '@contact-sync/contacts-model';
import { personsOf } from '../../test/delivery';
import { observeSlice } from '../../test/observed';
import { on, uncertainly, value } from '../../test/sentences';

describePublishedFolder('published answers of CPR Direkte', 'testdata/cpr/online', (answers) => {
  const HEADER_LENGTH = 28;
  const persons = answers.flatMap((answer) => [...personsOf(answer.slice(HEADER_LENGTH)).values()]);
  const observations = persons.map((slice) => observeSlice(slice).observation!);
  const named = (text: string): Readonly<Partial<Record<GroupName, ObservedGroup>>> =>
    observations.find(({ groups }) => groups.addressing_name?.fields?.text === text)!.groups;

  it('hold one person each, in the stream form', () => {
    expect(observations).toHaveLength(answers.length);
  });

  it('guardian by text, with its address, uncertainly since: 017', () => {
    const groups = named('Mortensen,Jens');
    expect(groups.identity?.fields).toEqual({ position: 'Socialrådg.' });
    expect(groups.guardianship).toEqual({ dates: { Umyndig: uncertainly('2019-04-10') } });
    expect(groups.guardian).toEqual({
      references: {
        Værge: [
          {
            slot: 'guardian',
            relative: {
              kind: 'name',
              nameType: 'P',
              name: 'Terd',
              relation: 'Værge til',
              address: { address1: 'grd' },
            },
            start: on('2019-04-10'),
          },
        ],
      },
    });
  });

  it('a partner with neither number nor name is none: 012', () => {
    expect(named('Svensson,Carsten Albinus').civil_status).toEqual({
      info: { Civilstand: value('P') },
      dates: { 'Civst.fra': uncertainly('1991-08-05') },
    });
  });

  it('c/o, floor and door as delivered: 003', () => {
    expect(named('Svensson,Carsten Albinus').main_address?.address).toEqual({
      address1: 'Boulevarden 8 A,1,-1',
      address3: 'c/o Kamma Schmidt',
      municipality: '0573',
      postcode: '6800',
      city: 'Varde',
      country_code: 'DK',
      start: on('2005-09-25'),
    });
  });

  it('marketing protection alone is no protection of name and address: 004', () => {
    expect(named('Adam Jensen').protection).toEqual({
      info: { Beskyttelsestype: [{ value: '0003', since: on('2017-08-24') }] },
    });
  });
});
