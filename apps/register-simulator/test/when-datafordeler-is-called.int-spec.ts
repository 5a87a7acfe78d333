import { type RunningSimulator, startSimulator } from '../src';
import { type Answer, type Asked, call } from './calling';

const TOKEN_PATH = '/realms/distribution/protocol/openid-connect/token';
const STATUS = { query: '{ DAF_RegisterImportStatus { lastEventId } }' };

let now = new Date('2026-11-21T09:00:00Z');
let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 4, companies: 20, start: '2026-11-01', now: () => now });
});
afterAll(() => simulator.stop());

const post = (url: string, asked: Asked) => call(simulator, url, { method: 'POST', ...asked });

function tokenForm(more: Record<string, string> = {}): Record<string, string> {
  const { clientId, clientSecret } = simulator.secrets.datafordeler;
  return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, ...more };
}

async function bearer(): Promise<Record<string, string>> {
  const { text } = await post(simulator.profiles['graphql-client-secret'].tokenEndpoint, { form: tokenForm() });
  return { authorization: `Bearer ${(JSON.parse(text) as { access_token: string }).access_token}` };
}

const graphql = (asked: Asked, path = '/CVR/v2'): Promise<Answer> =>
  post(`${simulator.addresses.graphql}${path}`, asked.body === undefined ? { json: STATUS, ...asked } : asked);

/** The caller's good certificate. */
function certified(): Asked {
  const { certificate: pkcs12, password } = simulator.profiles['rest-certificate'];
  return { pfx: { pkcs12, password } };
}

describe('the token hosts', () => {
  it('answer a secret as the service does', async () => {
    const { status, text } = await post(`${simulator.addresses.tokenSecret}${TOKEN_PATH}`, { form: tokenForm() });
    expect([status, JSON.parse(text)]).toEqual([
      200,
      {
        access_token: expect.any(String),
        expires_in: 300,
        refresh_expires_in: 0,
        token_type: 'Bearer',
        'not-before-policy': 0,
        scope: expect.any(String),
      },
    ]);
  });

  it('answer a client certificate with a token that opens GraphQL, and nobody without one', async () => {
    const { tokenEndpoint, clientId } = simulator.profiles['graphql-certificate'];
    const form = { grant_type: 'client_credentials', client_id: clientId };
    const { status, text } = await post(tokenEndpoint, { form, ...certified() });
    expect(status).toBe(200);
    const { access_token: token } = JSON.parse(text) as { access_token: string };
    expect((await graphql({ headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    await expect(post(tokenEndpoint, { form })).rejects.toThrow();
    expect((await post(tokenEndpoint, { form: { ...form, client_id: 'other' }, ...certified() })).status).toBe(401);
  });

  it('refuse a wrong secret, another form, another method and another realm', async () => {
    const url = `${simulator.addresses.tokenSecret}${TOKEN_PATH}`;
    expect((await post(url, { form: tokenForm({ client_secret: 'other' }) })).status).toBe(401);
    expect((await post(url, { json: tokenForm() })).status).toBe(415);
    expect((await call(simulator, url)).status).toBe(405);
    expect((await post(url.replace('distribution', 'other'), { form: tokenForm() })).status).toBe(404);
  });
});

describe('GraphQL', () => {
  it('answers a token until its last second, unless it was withdrawn', async () => {
    const headers = await bearer();
    const { status, text, headers: answered } = await graphql({ headers });
    expect([status, answered['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    const { lastEventId } = simulator.world.importStatus();
    expect(JSON.parse(text)).toEqual({ data: { DAF_RegisterImportStatus: { lastEventId } } });
    now = new Date(now.getTime() + 299_999);
    expect((await graphql({ headers })).status).toBe(200);
    now = new Date(now.getTime() + 1);
    expect((await graphql({ headers })).status).toBe(401);

    const withdrawn = await bearer();
    expect((await graphql({ headers: withdrawn })).status).toBe(200);
    simulator.withdrawTokens();
    expect((await graphql({ headers: withdrawn })).status).toBe(401);
  });

  it('answers a key in the address, its name in any case, and in no header', async () => {
    const { apiKey } = simulator.profiles['api-key'];
    expect((await graphql({}, `/CVR/v2?apiKey=${apiKey}`)).status).toBe(200);
    expect((await graphql({}, `/CVR/v2?APIKEY=${apiKey}`)).status).toBe(200);
    expect((await graphql({}, `/CVR/v2?apiKey=${apiKey}x`)).status).toBe(401);
    expect((await graphql({ headers: { 'x-api-key': apiKey } })).status).toBe(401);
    expect((await graphql({ headers: { authorization: `Bearer ${apiKey}` } })).status).toBe(401);
    expect(JSON.stringify(simulator.requests())).not.toContain(apiKey);
  });

  it('denies access as the service does', async () => {
    const { status, headers, text } = await graphql({ headers: { authorization: 'Bearer a.b.c' } });
    expect([status, headers['content-type']]).toEqual([401, expect.stringMatching(/^application\/problem\+json\b/)]);
    expect(JSON.parse(text)).toMatchObject({ status: 401, code: 'DAF-AUTH-0005' });
  });

  it('answers a retired version and any other path with a bare 404', async () => {
    const headers = await bearer();
    for (const path of ['/CVR/v1', '/CVR', '/cvr/v2', '/CPR/v2', '/CVR/v1/schema']) {
      const { status, text, headers: answered } = await graphql({ headers }, path);
      expect([status, text, answered['content-type']]).toEqual([404, '', undefined]);
    }
    simulator.services.cvrVersions = ['v3'];
    expect((await graphql({ headers })).status).toBe(404);
    expect((await graphql({ headers }, '/CVR/v3')).status).toBe(200);
    simulator.services.cvrVersions = ['v2'];
  });

  it('says in HTTP 200 that a query is wrong, and in 400 that it is none', async () => {
    const headers = await bearer();
    const wrong = await graphql({ headers, json: { query: '{ CVR_Navn { nodes { vaerdi } } }' } });
    expect([wrong.status, wrong.text]).toEqual([200, expect.stringContaining('DAF-GQL-0009')]);
    const json = { ...headers, 'content-type': 'application/json' };
    for (const body of ['{"query":', '[]', '{"query":"{ x }","variables":[]}', '{"query":1}']) {
      expect((await graphql({ headers: json, body })).status).toBe(400);
    }
  });

  it('gives the newer media type to who takes it, and its schema to who may ask', async () => {
    const headers = { ...(await bearer()), accept: 'application/graphql-response+json, application/json' };
    expect((await graphql({ headers })).headers['content-type']).toBe(
      'application/graphql-response+json; charset=utf-8',
    );
    const schema = `${simulator.addresses.graphql}/CVR/v2/schema`;
    const { apiKey } = simulator.profiles['api-key'];
    expect((await call(simulator, `${schema}?apiKey=${apiKey}`)).text).toContain('type CVR_Virksomhed {');
    expect((await call(simulator, schema)).status).toBe(401);
  });

  it('misbehaves on request', async () => {
    const headers = await bearer();
    const { faults } = simulator;
    faults.add({ target: 'graphql', fault: { kind: 'status', status: 429, retryAfter: '7' }, times: 1 });
    faults.add({ target: 'graphql', fault: { kind: 'half-json' }, times: 1 });
    const tooMany = await graphql({ headers });
    expect([tooMany.status, tooMany.headers['retry-after']]).toEqual([429, '7']);
    const half = await graphql({ headers });
    expect(half.status).toBe(200);
    expect(() => JSON.parse(half.text) as unknown).toThrow(SyntaxError);
    expect((await graphql({ headers })).status).toBe(200);
  });
});

describe('REST', () => {
  const lookUp = (path: string, asked: Asked) =>
    call(simulator, `${simulator.addresses.restCertificate}/CVR/HentCVRData/1/rest/${path}`, asked);

  it('finds by number with a client certificate alone, whatever the case of the parameter', async () => {
    for (const name of ['ppNummer', 'pPNummer']) {
      const { status, text } = await lookUp(`hentProduktionsenhedMedPNummer?${name}=1003387453`, certified());
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ produktionsenhedsnavn: { vaerdi: 'KMD A/S - Ballerup' } });
    }
    const company = simulator.world.stateOf('1003387453')?.company;
    const found = await lookUp(`hentVirksomhedMedCVRNummer?pCVRNummer=${company}&format=json`, certified());
    expect(JSON.parse(found.text)).toMatchObject({ virksomhed: { CVRNummer: Number(company) } });
    await expect(lookUp('hentProduktionsenhedMedPNummer?ppNummer=1003387453', {})).rejects.toThrow();
  });

  it('says in either way that it knows no such number', async () => {
    const unknown = 'hentVirksomhedMedCVRNummer?pCVRNummer=99999999';
    expect((await lookUp(unknown, certified())).status).toBe(404);
    simulator.services.restNotFound = 'empty';
    const { status, text } = await lookUp(unknown, certified());
    expect([status, text]).toEqual([200, '{"virksomhed":{}}']);
    simulator.services.restNotFound = '404';
    expect((await lookUp('hentVirksomhedMedCVRNummer', certified())).status).toBe(400);
    expect((await lookUp('hentAlt', certified())).status).toBe(404);
  });
});
