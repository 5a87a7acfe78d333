import { describeWithPublished } from '@contact-sync/testing';
import { OPTIONS } from '../../test/rows';
import { observeCompany, observeProductionUnit } from './observe';
import { companyRowsOf, productionUnitRowsOf } from './rest-answer';

/** Describes what a published sample shows. Samples are read in place. */
function describeSample(title: string, name: string, tests: (sample: Record<string, unknown>) => void): void {
  describeWithPublished(title, [`specs/datafordeler/data/samples/${name}`], ([file]) =>
    tests(JSON.parse(new TextDecoder().decode(file)) as Record<string, unknown>),
  );
}

describeSample('the published REST answer on a company', 'cvr_rest_virksomhed.reconstructed.json', (sample) => {
  it('tells what GraphQL tells', () => {
    const { observation, objectId } = observeCompany(companyRowsOf(sample)!, OPTIONS)!;
    expect(objectId).toBe('4001142999');
    expect(observation.subject).toEqual({ nameType: 'J', nameCode: '19435075' });
    expect(observation.groups).toEqual({
      name: { fields: { name1: 'KOMBIT A/S' } },
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
        contactLines: { phoneNo: '12345678', email: 'info@example.dk' },
        undelivered: { contactLines: ['fax'] },
      },
      industry: { info: { Branche: [{ value: '622000' }, { value: '620900' }] } },
      advertisement: { advertisement: true },
      lifetime: { started: { date: '1996-08-01' } },
    });
  });
});

describeSample('the published REST answer on a unit', 'cvr_rest_produktionsenhed.reconstructed.json', (sample) => {
  it('tells its company, and takes the house number under either name', () => {
    const { observation } = observeProductionUnit(productionUnitRowsOf(sample)!, OPTIONS)!;
    expect(observation.subject).toEqual({ nameType: 'V', nameCode: '1003353636' });
    expect(observation.groups.main_unit?.references?.Hovedvirksomhed?.[0]?.relative).toEqual({
      kind: 'number',
      nameType: 'J',
      nameCode: '19435075',
    });
    const address = { ...(sample['beliggenhedsadresse'] as object), CVRAdresse_husnummerFra: undefined };
    const other = { ...sample, beliggenhedsadresse: { ...address, CVRAdresse_husnummer: '8' } };
    expect(productionUnitRowsOf(other)?.CVR_Adressering[0]?.CVRAdresse_husnummerFra).toBe('8');
  });
});

describe('a REST answer', () => {
  it.each([[{}], [{ virksomhed: {} }], [{ virksomhed: null }], [null], [[]], [{ virksomhed: { CVRNummer: 1 } }]])(
    '%j holds no company',
    (answer) => expect(companyRowsOf(answer)).toBeUndefined(),
  );

  it('may have an empty block for what there is not', () => {
    const postadresse = { CVRAdresse_vejnavn: 'Postvej' };
    const rows = companyRowsOf({ virksomhed: { Id: '1', CVRNummer: 19435075 }, beliggenhedsadresse: {}, postadresse });
    expect(observeCompany(rows!, OPTIONS)!.observation.groups.main_address?.address?.address1).toBe('Postvej');
  });

  it('may be a few blocks only, with numbers as text', () => {
    const rows = companyRowsOf({ virksomhed: { Id: '1', CVRNummer: '19435075' }, virksomhedsnavn: { vaerdi: 'A' } });
    const { groups } = observeCompany(rows!, OPTIONS)!.observation;
    expect(groups.name).toEqual({ fields: { name1: 'A' } });
    expect(groups).not.toHaveProperty('main_address');
    expect(groups.lifetime).toEqual({});
  });
});

describeSample('the published GraphQL rows', 'cvr_graphql_v2_mock_bundle.reconstructed.json', (sample) => {
  it('are rows as they stand', () => {
    const nodes = (root: string) => (sample[root] as { nodes: never[] }).nodes;
    const { observation } = observeCompany(
      {
        CVR_Virksomhed: nodes('CVR_Virksomhed'),
        CVR_Navn: nodes('CVR_Navn'),
        CVR_Adressering: nodes('CVR_Adressering'),
        CVR_Telefonnummer: nodes('CVR_Telefonnummer'),
        CVR_e_mailadresse: nodes('CVR_e_mailadresse'),
        CVR_Branche: nodes('CVR_Branche'),
        CVR_Reklamebeskyttelse: [],
      },
      OPTIONS,
    )!;
    expect(observation.groups.name).toEqual({ fields: { name1: 'KOMBIT A/S' } });
    expect(observation.groups.industry).toEqual({ info: { Branche: [{ value: '622000' }, { value: '620900' }] } });
    expect(observation.groups.main_address?.address?.address1).toBe('Halfdansgade 8');
  });
});
