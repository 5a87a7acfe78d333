import { type PersonState, type RunningSimulator, startSimulator } from '../src';
import { askPersons, datafordelerToken, PRIVATE_QUERY, PUBLIC_QUERY, restPersons, type Told } from './asking-persons';
import { call } from './calling';
import { describePublished } from './published';

// Monday morning, when the night's delivery has been loaded: what was registered on Friday is there.
const MONDAY = new Date('2026-03-09T05:30:00Z');
const UNKNOWN = '9901019999';

let now = MONDAY;
let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await startSimulator({
    seed: 7,
    companies: 5,
    organisations: 5,
    properties: 1,
    persons: 300,
    start: '2026-03-02',
    now: () => now,
  });
});
afterAll(() => simulator.stop());

const state = (number: string) => simulator.persons.find(number) as PersonState;
const one = (fits: (state: PersonState) => boolean) =>
  [...simulator.persons.numbers()].find((number) => fits(state(number))) ?? 'nobody';

async function asked(cpr: readonly string[], query = PUBLIC_QUERY, path = 'PublicSector/v2'): Promise<Told> {
  const answer = await askPersons(simulator, path, { query, variables: { cpr } }, await datafordelerToken(simulator));
  return JSON.parse(answer.text);
}
const nodes = async (...cpr: string[]): Promise<Told[]> => (await asked(cpr)).data.CPRCustom_PublicSectorPerson.nodes;
const privately = async (...cpr: string[]): Promise<Told> =>
  (await asked(cpr, PRIVATE_QUERY, 'PrivateSector/v2')).data.CPRCustom_PrivateSectorPerson;
const inForce = (list: Told[]): Told => list.find(({ status }) => status === 'aktuel');
const numbersOf = (node: Told): string[] =>
  (node.personnumre as Told[]).map((each) => `${each.personnummer} ${each.status}`).sort();

/** A day later, at the same time. */
const tomorrow = () => (now = new Date(now.getTime() + 86_400_000));

describe('an authority', () => {
  it('is told of everybody it names, each once, and of nobody else', async () => {
    const named = [...simulator.persons.numbers()].filter((number) => state(number).status !== '60').slice(0, 98);
    const found = await nodes(...named, UNKNOWN, named[0] ?? '');
    const own = (node: Told) =>
      (node.status === 'nedlagt_person'
        ? (node.personnumre as Told[]).find(({ status }) => status === 'historisk')
        : (inForce(node.personnumre) ?? node.personnumre[0])
      ).personnummer;
    expect(found.map(own).sort()).toEqual([...named].sort());
    expect(new Set(found.map(({ id }) => id)).size).toBe(98);
    expect(await nodes(UNKNOWN)).toEqual([]);
  });

  it('sees what the register holds, past and present', async () => {
    const number = one(
      ({ status, civil, former }) => status === '01' && civil.spouse !== '' && former.addresses.length > 0,
    );
    const { address, name, civil, former } = state(number);
    const [node] = await nodes(number);
    expect(node).toMatchObject({ status: 'bopael_i_danmark', koen: state(number).sex === 'K' ? 'kvinde' : 'mand' });
    expect(inForce(node.navne)).toMatchObject({ fornavne: name.first, efternavn: name.last });
    expect(node.adresseoplysninger).toHaveLength(former.addresses.length + 1);
    expect(inForce(node.adresseoplysninger).cprAdresse).toMatchObject({
      cprkommunekode: address?.municipality,
      cprvejkode: address?.streetCode,
      husnummer: address?.houseNumber.trim(),
      postnummer: address?.postcode,
      vejnavn: address?.street,
    });
    expect(inForce(node.civilstande).aegtefaelle.personnummer).toBe(civil.spouse);
  });

  it('sees a change when its delivery has been loaded, and not before', async () => {
    const number = one(({ status, protections }) => status === '01' && protections.length === 0);
    const marks = async () => ((await nodes(number))[0].beskyttelser as Told[]).map((each) => each.beskyttelsestype);
    simulator.persons.apply({ kind: 'protection', number });
    expect(await marks()).toEqual([]);
    tomorrow();
    now = new Date('2026-03-10T04:59:00Z');
    expect(await marks()).toEqual([]);
    now = new Date('2026-03-10T05:00:00Z');
    expect(await marks()).toContain('navne_og_adresse');
  });

  it('finds one human being by any of its numbers, and a double registration beside it', async () => {
    const number = one(({ status, earlierNumbers }) => status === '01' && earlierNumbers.length === 0);
    const [before] = await nodes(number);
    simulator.persons.apply({ kind: 'new-number', number });
    const fresh = simulator.persons.numbersOf(number)[0] ?? '';
    tomorrow();
    const found = await nodes(number, fresh);
    expect(found.map(({ id }) => id)).toEqual([before.id]);
    expect(numbersOf(found[0])).toEqual([`${number} historisk`, `${fresh} aktuel`].sort());

    const double = one(({ status }) => status === '50');
    const { validNumber } = state(double);
    const [gone] = await nodes(double);
    expect([gone.status, numbersOf(gone)]).toEqual([
      'nedlagt_person',
      [`${double} historisk`, `${validNumber} aktuel`].sort(),
    ]);
    const both = await nodes(double, validNumber);
    expect([both.length, new Set(both.map(({ id }) => id)).size]).toEqual([2, 2]);
  });

  it('must select protection marks, on relatives too, and name one to a hundred numbers', async () => {
    const query = (fields: string) =>
      `query ($cpr: [String!]!) { CPRCustom_PublicSectorPerson(input: { personnummer: { personnummer: { in: $cpr } } }) { nodes { ${fields} } } }`;
    const error = async (fields: string, cpr = [UNKNOWN]) => (await asked(cpr, query(fields))).errors[0];
    expect((await error('id')).message).toBe(
      'Required fields are missing in query selection: CPRCustom_PublicSectorPerson.beskyttelser',
    );
    expect((await error('beskyttelser { status } boern { barn { personnummer } }')).message).toContain(
      'CPRCustom_PublicSectorSimpelPerson.beskyttelser',
    );
    const hundredAndOne = Array.from({ length: 101 }, (_, at) => String(9_901_010_000 + at));
    expect((await error('beskyttelser { status }', hundredAndOne)).extensions.code).toBe('DAF-GQL-0016');
    const anybody = '{ CPRCustom_PublicSectorPerson { nodes { beskyttelser { status } } } }';
    expect((await asked([], anybody)).errors[0].extensions.code).toBe('DAF-GQL-0009');
  });

  it('needs a token, an approval and a version that there is', async () => {
    const json = { query: PUBLIC_QUERY, variables: { cpr: [UNKNOWN] } };
    const headers = await datafordelerToken(simulator);
    expect((await askPersons(simulator, 'PublicSector/v2', json, {})).status).toBe(401);
    expect(await askPersons(simulator, 'PublicSector/v3', json, headers)).toMatchObject({ status: 404, text: '' });
    const key = `?apiKey=${simulator.secrets.datafordeler.apiKey}`;
    expect((await askPersons(simulator, `PublicSector/v1${key}`, json, {})).status).toBe(403);
    simulator.services.publicSectorApproved = false;
    const refused = await askPersons(simulator, 'PublicSector/v1', json, headers);
    simulator.services.publicSectorApproved = true;
    expect([refused.status, JSON.parse(refused.text)]).toMatchObject([
      200,
      { errors: [{ extensions: { code: 'DAF-AUTH-0001' } }], data: { CPRCustom_PublicSectorPerson: null } },
    ]);
  });
});

describe('a company', () => {
  it('sees what holds now, of one person at a time', async () => {
    const [number, other] = [...simulator.persons.numbers()].filter((each) => state(each).status === '01');
    const { count, nodes: found } = await privately(number ?? '');
    expect([count, found.length, found[0].adresseoplysninger.length]).toEqual([1, 1, 1]);
    expect(await privately(number ?? '', other ?? '')).toEqual({ count: -1, nodes: [] });
    expect(await privately(UNKNOWN)).toEqual({ count: 0, nodes: [] });
    expect(await privately(one(({ status }) => status === '50'))).toEqual({ count: 0, nodes: [] });
  });

  it('sees neither name nor address of the protected, and the last address of the dead', async () => {
    const hidden = one(({ status, protections }) => status === '01' && protections.some(({ type }) => type === '0001'));
    expect((await privately(hidden)).nodes[0]).toMatchObject({
      navne: [],
      adresseoplysninger: [],
      beskyttelser: expect.arrayContaining([expect.objectContaining({ beskyttelsestype: 'navne_og_adresse' })]),
    });
    const dead = one(({ status, former }) => status === '90' && former.addresses.length > 0);
    expect((await privately(dead)).nodes[0]).toMatchObject({
      status: 'doed',
      adresseoplysninger: [{ status: 'historisk' }],
    });
  });

  it('finds somebody by the whole name and one thing more', async () => {
    const { name, birthDate, number } = state(
      one(({ status, protections }) => status === '01' && protections.length === 0),
    );
    const search = async (more: string) => {
      const input = `navn: { fornavne: { eq: ${JSON.stringify(name.first)} }, efternavn: { eq: ${JSON.stringify(name.last)} } }${more}`;
      const query = `{ CPRCustom_PrivateSectorPerson(input: { ${input} }) { count nodes { beskyttelser { status } personnumre { personnummer } } } }`;
      return asked([], query, 'PrivateSector/v1');
    };
    expect((await search('')).errors[0].extensions.code).toBe('DAF-GQL-0009');
    const found = (await search(`, person: { foedselsdato: { eq: "${birthDate}" } }`)).data;
    expect(found.CPRCustom_PrivateSectorPerson).toEqual({
      count: 1,
      nodes: [{ beskyttelser: [], personnumre: [{ personnummer: number }] }],
    });
  });
});

describe('REST', () => {
  it('tells the same under its own names, and 404 of nobody', async () => {
    const number = one(({ status, civil, children }) => status === '01' && civil.code === 'G' && children.length > 0);
    const { text } = await restPersons(simulator, `pnr.personnummer.wi=${UNKNOWN}|${number}`);
    const [{ Person: person }] = JSON.parse(text).Personer;
    const [node] = await nodes(number);
    expect(person).toMatchObject({ id: node.id, status: node.status, koen: node.koen });
    const present = (list: string, element: string): Told =>
      (person[list] as Told[]).map((each) => each[element]).find(({ status }) => status === 'aktuel');
    expect(present('Civilstande', 'Civilstand')).toMatchObject({
      Civilstandstype: 'gift',
      Aegtefaelle: { aegtefaellePersonnummer: inForce(node.civilstande).aegtefaelle?.personnummer },
    });
    expect(present('Boern', 'Barnoplysning').Barn.barnPersonnummer).toBe(state(number).children[0]);
    const since: string = present('Adresseoplysninger', 'Adresseoplysninger').virkningFra;
    expect(since).toMatch(/T\d\d:\d\d:00\.000000\+0[12]:00$/);
    expect(new Date(since).toISOString()).toBe(new Date(inForce(node.adresseoplysninger).virkningfra).toISOString());
    expect((await restPersons(simulator, `pnr.personnummer.eq=${UNKNOWN}`)).status).toBe(404);
    expect((await restPersons(simulator, 'page=1')).status).toBe(400);
  });

  it('leaves no person number in the log of requests', async () => {
    const number = one(({ status }) => status === '01');
    await restPersons(simulator, `pnr.personnummer.eq=${number}`, 'PersonFullCurrentListComplete');
    await asked(
      [number],
      `{ CPRCustom_PublicSectorPerson(input: { personnummer: { personnummer: { eq: "${number}" } } }) { nodes { beskyttelser { status } } } }`,
    );
    await nodes(number);
    const log = JSON.stringify(simulator.requests());
    expect([log.includes('PersonFullCurrentListComplete'), /\d{10}/.test(log.replace(/localhost:\d+/g, ''))]).toEqual([
      true,
      false,
    ]);
    expect((await call(simulator, `${simulator.addresses.graphql}/CPR/custom/PublicSector/v2`, {})).status).toBe(404);
  });
});

/** The keys of an object and of those in it, one path for each. */
const paths = (value: Told, at = ''): string[] =>
  Array.isArray(value)
    ? value.flatMap((each) => paths(each, `${at}[]`))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, below]) => paths(below, `${at}.${name}`))
      : [at];

const SAMPLES = 'specs/datafordeler/data/samples';

describePublished(
  'a published answer to an authority',
  `${SAMPLES}/cpr_graphql_public_person.reconstructed.json`,
  (content) =>
    it('holds no field that ours lack', async () => {
      const number = one(({ status, protections }) => status === '01' && protections.length > 0);
      const sample = JSON.parse(content).data.CPRCustom_PublicSectorPerson.nodes[0];
      const ours = new Set(paths((await nodes(number))[0]));
      expect(paths(sample).filter((path) => !ours.has(path))).toEqual([]);
    }),
);

describePublished('a published answer of REST', `${SAMPLES}/cpr_rest_person.reconstructed.json`, (content) =>
  it('holds no field that ours lack', async () => {
    const number = one(
      ({ status, protections, civil }) => status === '01' && protections.length > 0 && civil.spouse !== '',
    );
    const { text } = await restPersons(simulator, `pnr.personnummer.eq=${number}`);
    const ours = new Set(paths(JSON.parse(text).Personer[0].Person));
    expect(paths(JSON.parse(content).Personer[0].Person).filter((path) => !ours.has(path))).toEqual([]);
  }),
);
