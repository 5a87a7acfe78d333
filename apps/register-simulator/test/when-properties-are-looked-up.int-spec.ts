import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningSimulator, SAMPLE_PROPERTIES as SAMPLE, startSimulator } from '../src';
import { run } from '../src/command-line';
import { type Answer, type Asked, call } from './calling';

const now = () => new Date('2026-11-22T09:00:00Z');
const AT = '2026-11-22T09:00:00.000000Z';

let folder: string;
let simulator: RunningSimulator;

const start = () =>
  startSimulator({ seed: 6, companies: 30, organisations: 1, properties: 70, start: '2026-11-01', now, folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  simulator = await start();
});
afterAll(async () => {
  await simulator.stop();
  rmSync(folder, { recursive: true });
});

async function byToken(path: string, query: string, variables: object = {}): Promise<Answer> {
  const { tokenEndpoint, clientId, clientSecret } = simulator.profiles['graphql-client-secret'];
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const { text } = await call(simulator, tokenEndpoint, { form });
  const { access_token: token } = JSON.parse(text) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  return call(simulator, `${simulator.addresses.graphql}/${path}`, { headers, json: { query, variables } });
}

const byKey = (path: string, query: string, variables: object = {}) =>
  call(simulator, `${simulator.addresses.graphql}/${path}?apiKey=${simulator.profiles['api-key'].apiKey}`, {
    json: { query, variables },
  });

const OWNERS = `{ EJFCustom_EjerskabBegraenset(virkningstid: "${AT}", where: { bestemtFastEjendomBFENr: { eq: ${SAMPLE.farm} } }) { nodes { status } } }`;

describe('GraphQL for properties', () => {
  it.each(['MAT/v3', 'EBR/v1', 'DAR/v3', 'DAGI/v2', 'BBR/v3'])('%s answers a key', async (path) => {
    const { status, text } = await byKey(path, '{ DAF_RegisterImportStatus { lastEventId } }');
    expect([status, text]).toEqual([
      200,
      expect.stringMatching(/^\{"data":\{"DAF_RegisterImportStatus":\{"lastEventId":\d+/),
    ]);
  });

  it('gives owners to a token with an approval alone', async () => {
    expect((await byKey('flexibleCurrent/v3', OWNERS)).status).toBe(403);
    expect(JSON.parse((await byToken('flexibleCurrent/v3', OWNERS)).text)).toEqual({
      data: { EJFCustom_EjerskabBegraenset: { nodes: [{ status: 'gældende' }] } },
    });
    simulator.services.ownersApproved = false;
    const { status, text } = await byToken('flexibleCurrent/v3', OWNERS);
    expect([status, text]).toEqual([200, expect.stringContaining('DAF-AUTH-0001')]);
    simulator.services.ownersApproved = true;
  });

  it('answers retired versions with a bare 404, and no one without a key', async () => {
    for (const path of ['MAT/v1', 'MAT/v2', 'DAR/v1', 'mat/v3', 'flexibleCurrent/v2']) {
      const { status, text } = await byKey(path, '{ __typename }');
      expect([status, text]).toEqual([404, '']);
    }
    simulator.services.versions = { ...simulator.services.versions, MAT: ['v4'] };
    expect((await byKey('MAT/v3', '{ __typename }')).status).toBe(404);
    expect((await byKey('MAT/v4', '{ __typename }')).status).toBe(200);
    simulator.services.versions = { ...simulator.services.versions, MAT: ['v3'] };
    expect(
      (await call(simulator, `${simulator.addresses.graphql}/MAT/v3`, { json: { query: '{ __typename }' } })).status,
    ).toBe(401);
  });
});

describe('the old services for properties', () => {
  const EBR = 'EBR/Ejendomsbeliggenhed/1/REST';
  const MAT = 'Matriklen2/Matrikel/2.0.0/rest';

  async function get(path: string, asked?: Asked): Promise<{ status: number; body: never }> {
    const { certificate: pkcs12, password } = simulator.profiles['rest-certificate'];
    const url = `${simulator.addresses.restCertificate}/${path}`;
    const { status, text } = await call(simulator, url, asked ?? { pfx: { pkcs12, password } });
    return { status, body: JSON.parse(text) as never };
  }

  interface Collection {
    readonly features: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  }
  const properties = (collection: Collection) => collection.features.map((feature) => feature.properties);

  it('locate a flat with its address from DAR, and say what kind it is', async () => {
    const { body } = await get(`${EBR}/Ejendomsbeliggenhed?BFEnr=${SAMPLE.flat}`);
    const address = simulator.properties.stateOf(SAMPLE.flat)?.address;
    expect(properties(body)).toEqual([
      expect.objectContaining({
        bestemtFastEjendomBFENr: String(SAMPLE.flat),
        Ejendomstype: 'Ejerlejlighed',
        husnummer: [],
        adresse: [
          expect.objectContaining({
            adressebetegnelse: address?.text,
            dørbetegnelse: 'tv',
            husnummer: expect.objectContaining({
              navngivenVej: expect.objectContaining({ vejnavn: address?.road }) as object,
              postnummer: expect.objectContaining({ postnr: '2750', navn: 'Ballerup' }) as object,
            }) as object,
          }),
        ],
        virkningFra: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:00:00\.000000\+0[12]:00$/) as string,
      }),
    ]);
  });

  it('know addresses by number and numbers by address, twenty a page', async () => {
    const numbers = Array.from({ length: 30 }, (_, at) => 900_000_001 + at).join('|');
    const page = async (more: string) =>
      properties((await get(`${EBR}/EjendomsbeliggenhedSimpel?BFEnr=${numbers}${more}`)).body);
    expect(await page('')).toHaveLength(20);
    const all = [...(await page('')), ...(await page('&page=2'))];
    expect(await page('&pagesize=100')).toEqual(all);
    const flat = all.find((row) => row['bestemtFastEjendomBFENr'] === String(SAMPLE.flat));
    const { body } = await get(`${EBR}/BFEnrAdresse?AdresseId=${String(flat?.['adresseLokalId'])}`);
    expect(properties(body)).toEqual([
      expect.objectContaining({ bestemtFastEjendomBFENr: String(SAMPLE.flat), Ejendomstype: 'Ejerlejlighed' }),
    ]);
  });

  it('have three lists for a number of any kind, land with its parcels', async () => {
    const numbers = [SAMPLE.farm, SAMPLE.flat, SAMPLE.buildingArea].join('|');
    const { body } = await get(`${MAT}/BestemtFastEjendom?BFEnr=${numbers}`);
    const lists = Object.fromEntries(Object.entries<Collection>(body).map(([name, list]) => [name, properties(list)]));
    expect(Object.entries(lists).map(([name, rows]) => [name, rows.map(({ BFEnummer }) => BFEnummer)])).toEqual([
      ['samletFastEjendom', [SAMPLE.farm]],
      ['ejerlejlighed', [SAMPLE.flat]],
      ['bygningPaaFremmedGrund', [SAMPLE.buildingArea]],
    ]);
    const parcels = simulator.properties.stateOf(SAMPLE.farm)?.parcels ?? [];
    const [farm] = lists['samletFastEjendom'] ?? [];
    expect(farm?.['jordstykke']).toEqual(
      expect.arrayContaining(
        parcels.map(({ number, district, area }) => ({
          type: 'Jordstykke',
          properties: expect.objectContaining({
            matrikelnummer: number,
            ejerlavsnavn: district,
            registreretAreal: area,
          }) as object,
        })),
      ),
    );
    expect(farm).toHaveProperty('hovedejendomOpdeltIEjerlejligheder', false);
  });

  it('answer the unknown with nothing, and refuse bad lists and callers without a certificate', async () => {
    expect((await get(`${MAT}/SamletFastEjendom?SFEBFEnr=899999999`)).body).toEqual({
      type: 'FeatureCollection',
      features: [],
    });
    expect((await get(`${MAT}/SamletFastEjendom`)).status).toBe(400);
    const many = Array.from({ length: 201 }, (_, at) => at + 1).join('|');
    expect((await get(`${EBR}/Ejendomsbeliggenhed?BFEnr=${many}`)).status).toBe(400);
    await expect(get(`${MAT}/Ejerlejlighed?ELBFEnr=${SAMPLE.flat}`, {})).rejects.toThrow();
  });
});

describe('the control interface for properties', () => {
  async function command(...args: string[]): Promise<string[]> {
    const lines: string[] = [];
    const terminal = { print: (line: string) => lines.push(line), complain: (line: string) => lines.push(line) };
    await run(['properties', '--folder', folder, ...args], terminal);
    return lines;
  }

  it('lists them, lets things happen, and the next start goes on with what happened', async () => {
    expect((await command('--limit', '2'))[0]).toBe('900000001  # land, Gældende, Egernløkken 12, 2750 Ballerup');
    expect(await command('--kind', 'road-renamed', '--bfe', String(SAMPLE.house), '--name', 'Nyvej')).toEqual([
      expect.stringMatching(/^road-renamed {4}900000001/),
    ]);
    expect(await command('--kind', 'sold', '--bfe', '1')).toEqual(
      expect.arrayContaining([expect.stringContaining('no property 1')]),
    );
    expect(await command('--count', '5', '--seed', 'a')).toHaveLength(5);
    const states = [...simulator.properties.identities()].map(({ bfe }) => simulator.properties.stateOf(bfe));
    expect(states[0]?.address?.text).toBe('Nyvej 12, 2750 Ballerup');
    const status = simulator.properties.importStatus('DAR');
    await simulator.stop();
    simulator = await start();
    expect([...simulator.properties.identities()].map(({ bfe }) => simulator.properties.stateOf(bfe))).toEqual(states);
    expect(simulator.properties.importStatus('DAR')).toEqual(status);
  });
});
