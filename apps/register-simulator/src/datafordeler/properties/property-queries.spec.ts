import { AT, askingProperties, type Answer } from '../../../test/asking-properties';
import { SAMPLE_PROPERTIES as SAMPLE } from '../../properties/samples';

const { world, answer, reply } = askingProperties();

function nodesOf<Node = Record<string, unknown>>({ errors, data }: Answer): Node[] {
  expect(errors).toBeUndefined();
  return (Object.values(data ?? {})[0] as { nodes: Node[] }).nodes;
}

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

const land = (times: string) =>
  `query ($bfe: Long!, $at: DafDateTime, $known: DafDateTime) {
     MAT_SamletFastEjendom(${times} where: { BFEnummer: { eq: $bfe } }) { nodes { status virkningTil } } }`;
const NOW = land('registreringstid: $at, virkningstid: $at,').replace(', $known: DafDateTime', '');
const EVER = land('').replace(', $at: DafDateTime, $known: DafDateTime', '');

describe('properties on GraphQL', () => {
  it('that ceased say so in their last row, or have none at the present', () => {
    const statuses = (bfe: number, query: string) =>
      nodesOf(answer('MAT', query, { bfe, ...(query === NOW && { at: AT }) })).map(({ status }) => status);
    expect(statuses(SAMPLE.historic, NOW)).toEqual(['Historisk']);
    expect(statuses(SAMPLE.historicWithoutRow, NOW)).toEqual([]);
    expect(statuses(SAMPLE.historicWithoutRow, EVER)).toEqual(['Gældende']);
    expect(statuses(899_999_999, EVER)).toEqual([]);
  });

  it('have the BFE number as a number in MAT and as a text in EBR', () => {
    const query = (type: string) =>
      `query ($bfe: ${type}!, $at: DafDateTime!) { EBR_Ejendomsbeliggenhed(virkningstid: $at, where: { bestemtFastEjendomBFENr: { eq: $bfe } }) { nodes { bestemtFastEjendomBFENr } } }`;
    expect(nodesOf(answer('EBR', query('String'), { bfe: String(SAMPLE.flat), at: AT }))).toEqual([
      { bestemtFastEjendomBFENr: String(SAMPLE.flat) },
    ]);
    expect(answer('EBR', query('Long'), { bfe: SAMPLE.flat, at: AT }).errors).toHaveLength(1);
    expect(codeOf(answer('MAT', NOW, { bfe: String(SAMPLE.house), at: AT }))).toBe('HC0016');
  });

  it('have a flat by its address, a house by its house number, land by a text, or no location', () => {
    const query = `query ($bfes: [String!]!, $at: DafDateTime!) {
      EBR_Ejendomsbeliggenhed(registreringstid: $at, virkningstid: $at, where: { bestemtFastEjendomBFENr: { in: $bfes } }) {
        nodes { bestemtFastEjendomBFENr adresseLokalId husnummerLokalId betegnelse } } }`;
    const bfes = [SAMPLE.flat, SAMPLE.house, SAMPLE.withoutAddress, SAMPLE.withoutLocation].map(String);
    const nodes = nodesOf(answer('EBR', query, { bfes, at: AT }));
    const known = bfes.map((bfe) => {
      const row = nodes.find(({ bestemtFastEjendomBFENr }) => bestemtFastEjendomBFENr === bfe);
      return row && [row['adresseLokalId'], row['husnummerLokalId'], row['betegnelse']].map((value) => value !== null);
    });
    expect(known).toEqual([[true, false, false], [false, true, false], [false, false, true], undefined]);
  });

  it('are found by the beginning of an address text, as it is written', () => {
    const text = world.stateOf(SAMPLE.flat)?.address?.text ?? '';
    const query = `query ($text: String!, $at: DafDateTime!) {
      DAR_Adresse(virkningstid: $at, where: { adressebetegnelse: { startsWith: $text } }) { nodes { adressebetegnelse } } }`;
    const found = (begin: string) =>
      nodesOf(answer('DAR', query, { text: begin, at: AT })).map(({ adressebetegnelse }) => adressebetegnelse);
    expect(found(text)).toEqual([text]);
    expect(found(text.slice(0, 8))).toContain(text);
    expect(found(text.toUpperCase())).toEqual([]);
    expect(found('Nowhere')).toEqual([]);
  });

  it('are as the register knew them then, and as they were in the world then', () => {
    const { world, answer } = askingProperties(20);
    const before = '2026-11-20T00:00:00.000000Z';
    const area = (bfe: number) => world.stateOf(bfe)?.area;
    const [old, next] = [area(SAMPLE.flat), 1234];
    world.apply({ kind: 'area', bfe: SAMPLE.flat, area: next });
    const query = `query ($bfe: Long!, $known: DafDateTime, $at: DafDateTime) {
      MAT_Ejerlejlighed(registreringstid: $known, virkningstid: $at, where: { BFEnummer: { eq: $bfe } }) { nodes { samletAreal } } }`;
    const areas = (moments: object) =>
      nodesOf(answer('MAT', query, { bfe: SAMPLE.flat, ...moments })).map(({ samletAreal }) => samletAreal);
    expect(areas({ known: AT, at: AT })).toEqual([next]);
    expect(areas({ known: AT, at: before })).toEqual([old]);
    expect(areas({ at: AT })).toEqual([next]);
    // Nobody knew then of what was to come.
    expect(areas({ known: before, at: AT })).toEqual([old]);
    expect(areas({ known: before })).toEqual([old]);
    // The replaced registration, the same with its end, and what is so now.
    expect(areas({}).sort()).toEqual([next, old, old].sort());
  });

  it('ask for an id or a time where the register does', () => {
    const roots: readonly (readonly [string, string])[] = [
      ['DAR', 'DAR_Adresse'],
      ['EBR', 'EBR_Ejendomsbeliggenhed'],
      ['BBR', 'BBR_Ejendomsrelation'],
    ];
    for (const [service, root] of roots) {
      const query = (args: string) => `{ ${root}${args} { nodes { id_lokalId } } }`;
      expect(codeOf(answer(service, query('(first: 3)')))).toBe('DAF-GQL-0009');
      expect(nodesOf(answer(service, query(`(first: 3, virkningstid: "${AT}")`)))).toHaveLength(3);
      expect(nodesOf(answer(service, query('(where: { id_lokalId: { eq: "x" } })')))).toEqual([]);
    }
    const flexible = '{ EBR_Ejendomsbeliggenhed(first: 1) { nodes { status } } }';
    expect(answer('flexibleCurrent', flexible).errors?.[0]?.message).toContain('virkningstid');
  });

  it('lack the fields that were removed, and the nested parcels', () => {
    for (const field of ['fredskov_areal', 'strandbeskyttelse_omfang', 'jordrente_omfang']) {
      const query = `{ MAT_Jordstykke(first: 1, virkningstid: "${AT}") { nodes { ${field} } } }`;
      expect(answer('MAT', query).errors?.[0]?.message).toContain(field);
    }
  });
});

describe('owners on GraphQL', () => {
  const owners = (wanted: string, first = 100) =>
    `query ($bfe: Long!, $at: DafDateTime!) {
       EJFCustom_EjerskabBegraenset(first: ${first}, virkningstid: $at, where: { bestemtFastEjendomBFENr: { eq: $bfe } }) {
         nodes { ejendeVirksomhedCVRNr primaerKontakt ${wanted} } } }`;
  const PERSON = 'ejendePersonBegraenset { beskyttelser { beskyttelsestype } navn { navn } standardadresse }';
  const variables = { bfe: SAMPLE.house, at: AT };

  it('are companies, persons, protected ones without name and address, and somebody without a number', () => {
    const all = `${PERSON} oplysningerEjesAfEjerskab { navn adresselinje1 }`;
    const of = (bfe: number) => nodesOf(answer('flexibleCurrent', owners(all), { ...variables, bfe }))[0];
    expect(of(SAMPLE.house)).toMatchObject({
      ejendeVirksomhedCVRNr: Number(world.stateOf(SAMPLE.house)?.owners[0]?.company),
      primaerKontakt: true,
      ejendePersonBegraenset: null,
    });
    const { name } = world.stateOf(SAMPLE.farm)?.owners[0] ?? {};
    expect(of(SAMPLE.farm)).toMatchObject({ ejendePersonBegraenset: { navn: { navn: name }, beskyttelser: [] } });
    expect(of(SAMPLE.protectedOwner)).toMatchObject({
      ejendePersonBegraenset: {
        beskyttelser: [{ beskyttelsestype: 'navne_og_adresse' }],
        navn: null,
        standardadresse: null,
      },
    });
    expect(of(SAMPLE.buildingPoint)).toMatchObject({
      ejendePersonBegraenset: null,
      oplysningerEjesAfEjerskab: { navn: world.stateOf(SAMPLE.buildingPoint)?.owners[0]?.name },
    });
  });

  it('of a company lead to CVR', () => {
    const join = 'ejendeVirksomhedCVRNr_20_Virksomhed_CVRNummer_ref { CVRNummer status __typename }';
    const [node] = nodesOf(answer('flexibleCurrent', owners(join), variables));
    expect(node?.['ejendeVirksomhedCVRNr_20_Virksomhed_CVRNummer_ref']).toEqual({
      CVRNummer: node?.['ejendeVirksomhedCVRNr'],
      status: 'aktiv',
      __typename: 'CVR_Virksomhed',
    });
  });

  it('ask for protection marks, and for pages of a hundred at most', () => {
    const without = owners('ejendePersonBegraenset { navn { navn } }');
    expect(answer('flexibleCurrent', without, variables).errors?.[0]?.message).toBe(
      'Required fields are missing in query selection: EJFCustom_PersonSimpelBegraenset.beskyttelser',
    );
    expect(codeOf(answer('flexibleCurrent', owners('', 101), variables))).toBe('HC0051');
  });

  it('are shown to no key, and to a token only with an approval; locations to both', () => {
    const asked = (by: 'token' | 'key', approved: boolean, query = owners('')) => {
      const { status, body } = reply('flexibleCurrent', query, { by, approved }, variables);
      return [status, codeOf(body)];
    };
    expect(asked('key', false)).toEqual([403, 'DAF-AUTH-0001']);
    expect(asked('token', false)).toEqual([200, 'DAF-AUTH-0001']);
    expect(asked('token', true)).toEqual([200, undefined]);
    const location = `query ($at: DafDateTime!) { EBR_Ejendomsbeliggenhed(first: 1, virkningstid: $at) { nodes { status } } }`;
    expect(asked('key', false, location)).toEqual([200, undefined]);
    const events = '{ EJF_Events(first: 1) { nodes { eventid } } }';
    expect(codeOf(reply('EJF', events, { by: 'key', approved: false }).body)).toBe('DAF-AUTH-0001');
    expect(nodesOf(answer('EJF', events))).toEqual([]);
  });
});
