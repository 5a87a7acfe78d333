import * as fc from 'fast-check';
import { address, ceasedCompany, company, companyRow, fact, OPTIONS, productionUnit, TODAY } from '../../test/rows';
import { observeCompany, observeProductionUnit, type ObservedUnit } from './observe';
import type { CompanyRows, ProductionUnitRows } from './rows';

const observed = (rows: CompanyRows, options = OPTIONS): ObservedUnit => {
  const unit = observeCompany(rows, options);
  if (unit === undefined) throw new Error('the company was not found');
  return unit;
};
const groupsOf = (rows: CompanyRows, options = OPTIONS) => observed(rows, options).observation.groups;
const unitGroups = (rows: ProductionUnitRows) => observeProductionUnit(rows, OPTIONS)!.observation.groups;

describe('a company', () => {
  it('is told in the groups of the guide', () => {
    expect(observed(company())).toEqual({
      objectId: '4001142999',
      status: 'aktiv',
      remarks: [],
      observation: {
        register: 'cvr',
        subject: { nameType: 'J', nameCode: '19435075' },
        clock: '20261121090000123456 datafordeler',
        asOf: TODAY,
        origin: { road: 'datafordeler', source: 'CVR import 349504' },
        fingerprint: expect.stringContaining('datafordeler-cvr-1') as unknown,
        groups: {
          name: { fields: { name1: 'Prøve A/S' } },
          main_address: {
            address: {
              address1: 'Halfdansgade 8',
              municipality: '0101',
              postcode: '2300',
              city: 'København S',
              country_code: 'DK',
            },
          },
          contact_lines: {
            contactLines: { phoneNo: '12345678', email: 'post@example.dk' },
            undelivered: { contactLines: ['fax'] },
          },
          industry: { info: { Branche: [{ value: '622000' }, { value: '620900' }] } },
          advertisement: { advertisement: true },
          lifetime: { started: { date: '1996-08-01' } },
        },
      },
    });
  });

  it('is unknown without a row of its own, whatever its facts', () => {
    expect(observeCompany(company({ CVR_Virksomhed: [] }), OPTIONS)).toBeUndefined();
  });

  it('has eight digits, and a wrong check digit is remarked', () => {
    const odd = observed(company({ CVR_Virksomhed: [companyRow({ CVRNummer: 1234567 })] }));
    expect(odd.observation.subject.nameCode).toBe('01234567');
    expect(odd.remarks).toEqual(['The CVR number has a wrong check digit']);
  });

  it('takes the letter and leaves out the dates that the settings say', () => {
    const { observation } = observed(company(), { ...OPTIONS, companyType: 'X', lifetime: false });
    expect(observation.subject.nameType).toBe('X');
    expect(observation.groups).not.toHaveProperty('lifetime');
  });

  it('has the name of sekvens 0, registered last among those that hold', () => {
    const CVR_Navn = [
      fact({ sekvens: 1, vaerdi: 'Binavn' }),
      fact({ sekvens: 0, vaerdi: 'Rigtig', registreringFra: '2024-01-01T00:00:00.000000Z' }),
      fact({ sekvens: 0, vaerdi: 'Ældre registrering', virkningFra: '2015-01-01' }),
      fact({
        sekvens: 0,
        vaerdi: 'Erstattet',
        registreringFra: '2025-01-01T00:00:00.000000Z',
        registreringTil: '2025-06-01T00:00:00.000000Z',
      }),
      fact({ sekvens: 0, vaerdi: 'Før', virkningTil: '2010-01-01', virkningFra: '1999-01-01' }),
      fact({ sekvens: 0, vaerdi: 'Siden', virkningFra: '2026-11-22' }),
    ];
    expect(groupsOf(company({ CVR_Navn })).name).toEqual({ fields: { name1: 'Rigtig' } });
  });

  it('keeps its name where the register gives none', () => {
    const unit = observed(company({ CVR_Navn: [] }));
    expect(unit.observation.groups).not.toHaveProperty('name');
    expect(unit.remarks).toEqual(['CVR gives no name; the name was left as it is']);
  });

  it('keeps address and activities where there is no row of them at all, as while the unit is loaded anew', () => {
    const unit = observed(company({ CVR_Adressering: [], CVR_Branche: [] }));
    expect(unit.observation.groups).not.toHaveProperty('main_address');
    expect(unit.observation.groups).not.toHaveProperty('industry');
    expect(unit.remarks).toHaveLength(2);
    const without = observed(company({ CVR_Telefonnummer: [], CVR_e_mailadresse: [] }));
    expect(without.observation.groups.contact_lines).toEqual({ undelivered: { contactLines: ['fax'] } });
  });

  it('cuts a name at 150 characters and says so without the name', () => {
    const unit = observed(company({ CVR_Navn: [fact({ sekvens: 0, vaerdi: `😀${'æ'.repeat(150)}` })] }));
    expect(unit.observation.groups.name).toEqual({ fields: { name1: `😀${'æ'.repeat(149)}` } });
    expect(unit.remarks).toEqual(['name1 is longer than 150 characters and was cut']);
  });

  it('loses what the register ended', () => {
    const gone = { virkningTil: TODAY };
    const groups = groupsOf(
      company({
        CVR_Adressering: [address(gone)],
        CVR_Telefonnummer: [fact({ vaerdi: '12345678', ...gone })],
        CVR_Branche: [fact({ sekvens: 0, vaerdi: '622000' }), fact({ sekvens: 1, vaerdi: '620900', ...gone })],
        CVR_Reklamebeskyttelse: [],
      }),
    );
    expect(groups.main_address).toEqual({});
    expect(groups.contact_lines?.contactLines).toEqual({ email: 'post@example.dk' });
    expect(groups.industry).toEqual({ info: { Branche: [{ value: '622000' }] } });
    expect(groups.advertisement).toEqual({});
  });

  it('shows the postal address where it has no other', () => {
    const postal = address({ AdresseringAnvendelse: 'postadresse', CVRAdresse_vejnavn: 'Postvej' });
    const shown = (CVR_Adressering: CompanyRows['CVR_Adressering']) =>
      groupsOf(company({ CVR_Adressering })).main_address?.address?.address1;
    expect(shown([postal, address({})])).toBe('Halfdansgade 8');
    expect(shown([postal])).toBe('Postvej 8');
    expect(shown([postal, address({ virkningTil: '2020-01-01' })])).toBe('Postvej 8');
  });
});

describe('a production unit', () => {
  it('has its own number and names its company', () => {
    const unit = observeProductionUnit(productionUnit(), OPTIONS)!;
    expect(unit.observation.subject).toEqual({ nameType: 'V', nameCode: '1099353636' });
    expect(unit.observation.groups.lifetime).toEqual({ started: { date: '2009-06-04' } });
    expect(unit.observation.groups.main_unit).toEqual({
      references: {
        Hovedvirksomhed: [
          {
            slot: 'main_unit',
            relative: { kind: 'number', nameType: 'J', nameCode: '01234567' },
            start: { date: '2009-06-04' },
          },
        ],
      },
    });
  });

  it('has no company once it left it, from the day it did; closed, it keeps the last one', () => {
    const left = { tilknyttetTilVirksomhedOphoersdato: '2026-01-31' };
    expect(unitGroups(productionUnit(left)).main_unit).toEqual({ referencesEnd: { date: '2026-01-31' } });
    const closed = { ...left, produktionsenhedOphoersdato: '2026-01-31', status: 'inaktiv' };
    const groups = unitGroups(productionUnit(closed));
    expect(groups.main_unit?.references?.Hovedvirksomhed).toHaveLength(1);
    expect(groups.lifetime?.ended).toEqual({ date: '2026-01-31' });
  });
});

describe('whatever the order and repetition of rows', () => {
  const mixed: CompanyRows = {
    ...company(),
    CVR_Virksomhed: [
      companyRow({ virkningTil: '2020-01-01' }),
      companyRow({ virkningFra: '2020-01-01' }),
      companyRow({ virkningFra: '2020-01-01', status: 'inaktiv' }),
    ],
    CVR_Navn: [
      fact({ sekvens: 0, vaerdi: 'A' }),
      fact({ sekvens: 0, vaerdi: 'B' }),
      fact({ sekvens: 1, vaerdi: 'C' }),
      fact({ sekvens: 0, vaerdi: 'D', virkningFra: '2027-01-01' }),
    ],
    CVR_Adressering: [
      address({}),
      address({ CVRAdresse_vejnavn: 'Anden Vej' }),
      address({ AdresseringAnvendelse: 'postadresse' }),
    ],
    CVR_Telefonnummer: [fact({ vaerdi: '1' }), fact({ vaerdi: '2' }), fact({ vaerdi: '3', virkningTil: '2027-02-01' })],
    CVR_Branche: [3, 1, 0, 2, 0].map((sekvens, at) => fact({ sekvens, vaerdi: `62000${at}` })),
  };
  const shuffled = fc.record({
    CVR_Virksomhed: disordered(mixed.CVR_Virksomhed),
    CVR_Navn: disordered(mixed.CVR_Navn),
    CVR_Adressering: disordered(mixed.CVR_Adressering),
    CVR_Telefonnummer: disordered(mixed.CVR_Telefonnummer),
    CVR_e_mailadresse: disordered(mixed.CVR_e_mailadresse),
    CVR_Branche: disordered(mixed.CVR_Branche),
    CVR_Reklamebeskyttelse: disordered(mixed.CVR_Reklamebeskyttelse),
  });

  it('the same is said, with the same fingerprint', () => {
    const expected = observed(mixed);
    fc.assert(fc.property(shuffled, (rows) => expect(observed(rows)).toEqual(expected)));
  });

  it('on whatever day it is read, a company with a name keeps one', () => {
    const days = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.constantFrom(mixed, ceasedCompany('2024-03-31')), (day, rows) => {
        expect(groupsOf(rows, { ...OPTIONS, day }).name?.fields?.name1).toMatch(/.+/);
      }),
    );
  });

  /** All of them, some repeated, in any order. */
  function disordered<R>(rows: readonly R[]): fc.Arbitrary<R[]> {
    return fc.array(fc.nat({ max: Math.max(rows.length - 1, 0) }), { maxLength: 4 }).chain((again) => {
      const all = [...rows, ...again.flatMap((at) => rows[at] ?? [])];
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
  }
});

describe('the fingerprint', () => {
  it('is another when what is shown is another, and not because of the time or a row nobody sees', () => {
    const print = (rows: CompanyRows, options = OPTIONS) => observed(rows, options).observation.fingerprint;
    const one = print(company());
    const more = [...company().CVR_Telefonnummer, fact({ vaerdi: 'gammelt', virkningTil: '2015-01-01' })];
    expect(print(company(), { ...OPTIONS, calledAt: '2026-11-22T09:00:00.000000Z' })).toBe(one);
    expect(print(company({ CVR_Telefonnummer: more }))).toBe(one);
    expect(print(company({ CVR_Telefonnummer: [] }))).not.toBe(one);
    expect(print(company(), { ...OPTIONS, lifetime: false })).not.toBe(one);
  });
});
