import type { Body } from '../../test/delivery';
import { groupsOf } from '../../test/observed';
import { number, on, OTHER, person, PNR, value } from '../../test/sentences';

describe('guardian', () => {
  const START = { 'START_DT-UMYNDIG': '2020-01-01', 'START_DT_UMRK-UMYNDIG': true };
  const byNumber = { PNR, ...START, UMYN_RELTYP: '0001', RELPNR: OTHER, 'START_DT-RELPNR_PNR': '2020-01-02' };
  const byText = {
    PNR,
    ...START,
    UMYN_RELTYP: '0002',
    RELADRSAT_RELPNR_TXT: 'Advokat Øst',
    'START_DT-RELPNR_TXT': '2020-01-03',
    RELTXT1: 'Søgade 1',
    RELTXT2: '2. sal',
    RELTXT3: '9000 Aalborg',
    RELTXT5: 'Danmark',
  };
  const textual = (nameType: string): object => ({
    slot: 'guardian',
    relative: {
      kind: 'name',
      nameType,
      name: 'Advokat Øst',
      relation: 'Værge til',
      address: { address1: 'Søgade 1', address2: '2. sal', address3: '9000 Aalborg, Danmark' },
    },
    start: on('2020-01-03'),
  });

  it('by number', () => {
    const groups = groupsOf(person({}, ['017', byNumber]));
    expect(groups.guardianship).toEqual({ dates: { Umyndig: { date: '2020-01-01', uncertain: true } } });
    expect(groups.guardian).toEqual({
      references: { Værge: [{ slot: 'guardian', relative: number(OTHER), start: on('2020-01-02') }] },
    });
  });

  it('by text, of the type the setting names, with its address', () => {
    expect(groupsOf(person({}, ['017', byText])).guardian?.references).toEqual({ Værge: [textual('P')] });
    expect(groupsOf(person({}, ['052', byText]), { guardianNameType: 'X' }).guardian?.references).toEqual({
      Værge: [textual('X')],
    });
  });

  it('052 wins over 017 and says the type of guardianship', () => {
    const groups = groupsOf(person({}, ['017', byNumber], ['052', { ...byText, VAERGEMAALS_TYPE: 'FULD' }]));
    expect(groups.guardian).toEqual({ info: { Værgemålstype: value('FULD') }, references: { Værge: [textual('P')] } });
  });

  it('0000: under guardianship, by nobody in CPR', () => {
    const groups = groupsOf(person({}, ['017', { PNR, ...START, UMYN_RELTYP: '0000' }]));
    expect(groups.guardianship?.dates).toHaveProperty('Umyndig');
    expect(groups.guardian).toEqual({});
  });

  it.each<[string, Body]>([
    ['no record', []],
    ['a blank start', [['017', { ...byNumber, 'START_DT-UMYNDIG': undefined }]]],
  ])('%s: the guardianship has ended', (_, records) => {
    const groups = groupsOf(person({}, ...records));
    expect(groups.guardianship).toEqual({});
    expect(groups.guardian).toEqual({});
  });
});
