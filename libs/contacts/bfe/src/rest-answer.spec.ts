import { cadastralAnswers, locationAnswers } from './rest-answer';

const feature = (properties: object) => ({ type: 'Feature', properties });
const collection = (...properties: object[]) => ({ type: 'FeatureCollection', features: properties.map(feature) });

describe('an answer of BestemtFastEjendom', () => {
  const land = {
    BFEnummer: 9000123,
    id_lokalId: '9000123',
    status: 'Gældende',
    hovedejendomOpdeltIEjerlejligheder: true,
    landbrugsnotering: 'Landbrug',
    virkningFra: '2010-05-06T12:00:00.000000+02:00',
    jordstykke: [
      feature({
        id_lokalId: '880001',
        matrikelnummer: '6hh',
        ejerlavskode: 77001,
        ejerlavsnavn: 'Eksempel By',
        registreretAreal: 441,
        status: 'Gældende',
      }),
    ],
  };

  it('is rows as GraphQL gives them: the district by its code, the flag under its short name', () => {
    const [answer, ...more] = cadastralAnswers({ samletFastEjendom: collection(land), ejerlejlighed: collection() });
    expect(more).toEqual([]);
    expect(answer).toMatchObject({
      bfeNumber: '9000123',
      MAT_SamletFastEjendom: [
        { id_lokalId: '9000123', hovedejendomOpdeltIEjerlejligh: true, landbrugsnotering: 'Landbrug' },
      ],
      MAT_Jordstykke: [
        { id_lokalId: '880001', matrikelnummer: '6hh', ejerlavLokalId: '77001', samletFastEjendomLokalId: '9000123' },
      ],
      MAT_Ejerlejlighed: [],
    });
    expect(answer?.MAT_Ejerlav.get('77001')).toEqual([expect.objectContaining({ ejerlavsnavn: 'Eksempel By' })]);
  });

  it('may write members in another case, and lists without features', () => {
    const flat = { bfeNUMMER: '9000124', EJERLEJLIGHEDSNUMMER: 5, samletfastejendombfenummer: 9000123 };
    expect(cadastralAnswers({ EjerLejlighed: [flat] })).toEqual([
      expect.objectContaining({
        bfeNumber: '9000124',
        MAT_Ejerlejlighed: [
          expect.objectContaining({ ejerlejlighedsnummer: '5', samletFastEjendomLokalId: '9000123' }) as object,
        ],
      }),
    ]);
  });

  it('without a list of parcels says nothing of parcels', () => {
    const { jordstykke: _parcels, ...bare } = land;
    const [answer] = cadastralAnswers({ samletFastEjendom: collection(bare) });
    expect(answer).not.toHaveProperty('MAT_Jordstykke');
  });

  it('of nothing is nothing', () => {
    expect(cadastralAnswers({})).toEqual([]);
    expect(cadastralAnswers({ samletFastEjendom: collection({ status: 'Gældende' }) })).toEqual([]);
  });
});

describe('an answer of Ejendomsbeliggenhed', () => {
  it('leads to the address inside it, under the names with Danish letters', () => {
    const husnummer = {
      id_lokalId: 'house-1',
      husnummertekst: '48',
      navngivenVej: { id_lokalId: 'road-1', vejnavn: 'Prøvevej' },
      postnummer: { id_lokalId: 'post-1', postnr: '8000', navn: 'Aarhus C' },
    };
    const adresse = [{ id_lokalId: 'address-1', etagebetegnelse: '1', dørbetegnelse: 'th', husnummer }];
    const [answer] = locationAnswers(collection({ id_lokalId: 'ebr-1', bestemtFastEjendomBFENr: 9000123, adresse }));
    expect(answer).toMatchObject({
      isTold: true,
      row: { bestemtFastEjendomBFENr: '9000123', adresseLokalId: 'address-1', husnummerLokalId: 'house-1' },
    });
    expect(answer?.DAR_Adresse.get('address-1')).toMatchObject([{ doerbetegnelse: 'th', husnummer: 'house-1' }]);
    expect(answer?.DAR_Husnummer.get('house-1')).toMatchObject([{ postnummer: 'post-1', navngivenVej: 'road-1' }]);
    expect(answer?.DAR_Postnummer.get('post-1')).toMatchObject([{ postnr: '8000' }]);
    expect(answer?.DAR_NavngivenVej.get('road-1')).toMatchObject([{ vejnavn: 'Prøvevej' }]);
  });

  it('that leads nowhere is told as such: the address may only be missing from the answer', () => {
    const [answer] = locationAnswers(collection({ id_lokalId: 'ebr-1', bestemtFastEjendomBFENr: '9000123' }));
    expect(answer?.isTold).toBe(false);
  });
});
