import { groupsOf } from '../../test/observed';
import { MOTHER, number, person, PNR } from '../../test/sentences';

describe('parents and custody', () => {
  it('a number goes before a name, and a parent without either is none', () => {
    const { parents } = groupsOf(person({}, ['015', { PNR, PNRMOR: MOTHER, MORNVN: 'Øst,Åse', PNRFAR: '0000000000' }]));
    expect(parents).toEqual({ references: { Forældre: [{ slot: 'mother', relative: number(MOTHER) }] } });
  });

  it('custody of a parent by name is that of the same contact', () => {
    const { parents, custody } = groupsOf(
      person({}, ['015', { PNR, FARNVN: 'Øst,Åge' }], ['016', { PNR, 'RELTYP-FORÆLDREMYN': '0004' }]),
    );
    expect(custody?.references?.['Forældremyndighed']).toEqual(parents?.references?.['Forældre']);
  });

  it('custody of a parent without number and name, and of an unknown kind, names nobody', () => {
    const { custody } = groupsOf(
      person({}, ['016', { PNR, 'RELTYP-FORÆLDREMYN': '0003' }], ['016', { PNR, 'RELTYP-FORÆLDREMYN': '0009' }]),
    );
    expect(custody).toEqual({ info: { Forældremyndighedstype: [{ value: '0003' }, { value: '0009' }] } });
  });
});
