import { administratorsOf, ownershipsOf } from './holders';

const row = { bestemtFastEjendomBFENr: 9000123, status: 'gældende', virkningFra: '2019-06-01T00:00:00.000000Z' };
const person = (beskyttelser?: { beskyttelsestype: string }[]) => ({
  ...row,
  id_lokalId: '1',
  ejendePersonBegraenset: {
    ...(beskyttelser && { beskyttelser }),
    navn: { navn: 'Prøve Person' },
    standardadresse: 'Prøvevej 1',
    cprAdresse: { postnummer: '8000', postdistrikt: 'Aarhus C' },
  },
});
const isProtected = (...beskyttelser: string[]) =>
  ownershipsOf([person(beskyttelser.map((beskyttelsestype) => ({ beskyttelsestype })))])[0]?.holder;

describe('an owner', () => {
  it('that is a person has name and address', () => {
    expect(ownershipsOf([{ ...person([]), faktiskEjerandel_taeller: 1, faktiskEjerandel_naevner: '2' }])).toEqual([
      {
        holder: {
          kind: 'person',
          isProtected: false,
          name: 'Prøve Person',
          address: 'Prøvevej 1, 8000 Aarhus C',
        },
        isPrimaryContact: false,
        share: '1/2',
        since: '2019-06-01',
      },
    ]);
  });

  it('is protected by the protection of name and address alone, and where nothing is said of protections', () => {
    expect(isProtected('navne_og_adresse')).toMatchObject({ isProtected: true });
    expect(isProtected('lokal_vejviser', 'markedsfoering')).toMatchObject({ isProtected: false });
    expect(isProtected('')).toMatchObject({ isProtected: true });
    expect(ownershipsOf([person()])[0]?.holder).toMatchObject({ isProtected: true });
  });

  it('whom authorities write to comes first, and a former one not at all', () => {
    const company = { ...row, id_lokalId: '2', primaerKontakt: true, ejendeVirksomhedCVRNr: 1234567 };
    const former = { ...company, id_lokalId: '0', status: 'Historisk' };
    expect(ownershipsOf([person([]), former, company]).map(({ holder }) => holder.kind)).toEqual(['company', 'person']);
  });

  it('or administrator without a number is told in words', () => {
    const words = { navn: 'Prøve GmbH', adresselinje1: 'Musterweg 1', adresselinje2: ' ', adresselinje3: 'Flensburg' };
    expect(administratorsOf([{ ...row, ejendomsadministratorErPersonEllerVirksomhedsoplysninger: words }])).toEqual([
      { kind: 'in-words', name: 'Prøve GmbH', address: 'Musterweg 1, Flensburg' },
    ]);
    expect(administratorsOf([{ ...row, virksomhedCVRNr: '26911745' }])).toEqual([
      { kind: 'company', cvrNumber: '26911745' },
    ]);
  });
});
