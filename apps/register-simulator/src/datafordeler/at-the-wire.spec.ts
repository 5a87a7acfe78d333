import type { RequestOptions } from 'node:https';
import { httpsCall } from '../../test/https-call';
import { createCompanyWorld } from '../companies/create-company-world';
import { FaultDesk } from '../misbehaving/fault-desk';
import { RequestLog } from '../requests/request-log';
import { BearerTokens } from '../serving/bearer-tokens';
import { Servers } from '../serving/open-servers';
import { newSecrets } from '../serving/secrets';
import type { ServiceOptions } from '../serving/simulator-context';
import { CertificateAuthority } from '../tls/authority';
import { type DatafordelerAddresses, mountDatafordeler, TOKEN_PATH } from './index';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const STATUS = JSON.stringify({ query: '{ DAF_RegisterImportStatus { lastEventId } }' });

describe('Datafordeler over TLS', () => {
  let now = new Date('2026-11-21T09:00:00Z');
  const world = createCompanyWorld({ seed: 4, companies: 20, start: '2026-11-01', now: () => now });
  const { datafordeler: secrets, ...others } = newSecrets();
  const options: ServiceOptions = {
    tokenSeconds: 300,
    cvrVersions: ['v2'],
    restNotFound: '404',
    logicObjectIds: 'unit',
  };
  const tokens = new BearerTokens(() => now);
  const faults = new FaultDesk();
  const requests = new RequestLog(100);
  let authority: CertificateAuthority;
  let servers: Servers;
  let addresses: DatafordelerAddresses;

  beforeAll(async () => {
    authority = await CertificateAuthority.create();
    servers = await Servers.create({ authority, faults, requests, portOf: () => 0 });
    const context = {
      world,
      now: () => now,
      secrets: { datafordeler: secrets, ...others },
      options,
      open: servers.open,
    };
    addresses = await mountDatafordeler(context, tokens);
  });
  afterAll(() => servers.stop());

  const call = (url: string, more: RequestOptions = {}, body?: string) =>
    httpsCall(url, { ca: authority.pem, ...more }, body);

  async function withCertificate(
    signer = authority,
    dates: { notBefore?: Date; notAfter?: Date } = {},
  ): Promise<RequestOptions> {
    const request = { subject: 'CN=caller, O=Testkommune, C=DK', use: 'client', ...dates } as const;
    const { certificate, key } = await signer.issue(request);
    return { cert: certificate, key };
  }

  const askToken = (host: string, form: Record<string, string>, more: RequestOptions = {}) =>
    call(`${host}${TOKEN_PATH}`, { method: 'POST', headers: FORM, ...more }, new URLSearchParams(form).toString());

  async function token(): Promise<string> {
    const { clientId, clientSecret } = secrets;
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const { text } = await askToken(addresses.tokenSecret, form);
    return (JSON.parse(text) as { access_token: string }).access_token;
  }

  const graphql = (more: { path?: string; headers?: Record<string, string> } = {}, body = STATUS) =>
    call(
      `${addresses.graphql}${more.path ?? '/CVR/v2'}`,
      { method: 'POST', headers: { ...JSON_TYPE, ...more.headers } },
      body,
    );
  const bearer = async () => ({ authorization: `Bearer ${await token()}` });

  describe('the token hosts', () => {
    it('answer a secret as the service does', async () => {
      const form = {
        grant_type: 'client_credentials',
        client_id: secrets.clientId,
        client_secret: secrets.clientSecret,
      };
      const { status, text } = await askToken(addresses.tokenSecret, form);
      expect(status).toBe(200);
      expect(JSON.parse(text)).toEqual({
        access_token: expect.any(String) as string,
        expires_in: 300,
        refresh_expires_in: 0,
        token_type: 'Bearer',
        'not-before-policy': 0,
        scope: expect.any(String) as string,
      });
    });

    it('answer a client certificate that our authority signed, and nobody without', async () => {
      const form = { grant_type: 'client_credentials', client_id: secrets.certificateClientId };
      const host = addresses.tokenCertificate;
      expect((await askToken(host, form, await withCertificate())).status).toBe(200);
      await expect(askToken(host, form)).rejects.toThrow();
      const foreign = await CertificateAuthority.create('Foreign');
      // Handshakes go by the true time.
      const [hourAgo, inAnHour] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)];
      const refused = [
        await withCertificate(foreign),
        await withCertificate(authority, { notAfter: hourAgo }),
        await withCertificate(authority, { notBefore: inAnHour }),
      ];
      for (const bad of refused) await expect(askToken(host, form, bad)).rejects.toThrow();
    });

    it('refuse a wrong secret, another form, another method and another realm', async () => {
      const form = { grant_type: 'client_credentials', client_id: secrets.clientId, client_secret: 'other' };
      expect((await askToken(addresses.tokenSecret, form)).status).toBe(401);
      const url = `${addresses.tokenSecret}${TOKEN_PATH}`;
      expect((await call(url, { method: 'POST', headers: JSON_TYPE }, JSON.stringify(form))).status).toBe(415);
      expect((await call(url)).status).toBe(405);
      expect((await call(url.replace('distribution', 'other'), { method: 'POST', headers: FORM }, '')).status).toBe(
        404,
      );
    });
  });

  describe('GraphQL', () => {
    it('answers a token until its last second, unless it was withdrawn', async () => {
      const headers = await bearer();
      const { status, text, type } = await graphql({ headers });
      expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
      expect(JSON.parse(text)).toEqual({
        data: { DAF_RegisterImportStatus: { lastEventId: world.importStatus().lastEventId } },
      });
      now = new Date(now.getTime() + 299_999);
      expect((await graphql({ headers })).status).toBe(200);
      now = new Date(now.getTime() + 1);
      expect((await graphql({ headers })).status).toBe(401);
      const withdrawn = await bearer();
      tokens.withdrawAll();
      expect((await graphql({ headers: withdrawn })).status).toBe(401);
    });

    it('answers a key in the address, its name in any case, and in no header', async () => {
      const { apiKey } = secrets;
      expect((await graphql({ path: `/CVR/v2?apiKey=${apiKey}` })).status).toBe(200);
      expect((await graphql({ path: `/CVR/v2?APIKEY=${apiKey}` })).status).toBe(200);
      expect((await graphql({ headers: { 'x-api-key': apiKey } })).status).toBe(401);
      expect((await graphql({ headers: { authorization: `Bearer ${apiKey}` } })).status).toBe(401);
      expect(JSON.stringify(requests.list())).not.toContain(apiKey);
    });

    it('denies access as the service does', async () => {
      const { status, type, text } = await graphql({ headers: { authorization: 'Bearer a.b.c' } });
      expect([status, type?.split(';')[0]]).toEqual([401, 'application/problem+json']);
      expect(JSON.parse(text)).toMatchObject({ status: 401, code: 'DAF-AUTH-0005' });
    });

    it('answers a retired version and any other path with a bare 404', async () => {
      const headers = await bearer();
      for (const path of ['/CVR/v1', '/CVR', '/cvr/v2', '/CPR/v2', '/CVR/v1/schema']) {
        expect(await graphql({ path, headers })).toEqual({ status: 404, type: undefined, text: '' });
      }
      options.cvrVersions = ['v3'];
      expect((await graphql({ headers })).status).toBe(404);
      expect((await graphql({ path: '/CVR/v3', headers })).status).toBe(200);
      options.cvrVersions = ['v2'];
    });

    it('says in HTTP 200 that a query is wrong, and in 400 that it is none', async () => {
      const headers = await bearer();
      const wrong = await graphql({ headers }, JSON.stringify({ query: '{ CVR_Navn { nodes { vaerdi } } }' }));
      expect([wrong.status, wrong.text.includes('DAF-GQL-0009')]).toEqual([200, true]);
      expect((await graphql({ headers }, '{"query":')).status).toBe(400);
      expect((await graphql({ headers }, '[]')).status).toBe(400);
      expect((await graphql({ headers }, '{"query":"{ x }","variables":[]}')).status).toBe(400);
    });

    it('gives the newer media type to who takes it, and its schema', async () => {
      const headers = { ...(await bearer()), accept: 'application/graphql-response+json, application/json' };
      expect((await graphql({ headers })).type).toBe('application/graphql-response+json; charset=utf-8');
      const schema = await call(`${addresses.graphql}/CVR/v2/schema?apiKey=${secrets.apiKey}`);
      expect(schema.text).toContain('type CVR_Virksomhed {');
      expect((await call(`${addresses.graphql}/CVR/v2/schema`)).status).toBe(401);
    });

    it('misbehaves on request', async () => {
      const headers = await bearer();
      faults.add({ target: 'graphql', fault: { kind: 'status', status: 429, retryAfter: '7' }, times: 1 });
      faults.add({ target: 'graphql', fault: { kind: 'half-json' }, times: 1 });
      faults.add({ target: 'graphql', fault: { kind: 'reset', when: 'before' }, times: 1 });
      expect((await graphql({ headers })).status).toBe(429);
      const half = await graphql({ headers });
      expect(half.status).toBe(200);
      expect(() => JSON.parse(half.text) as unknown).toThrow(SyntaxError);
      await expect(graphql({ headers })).rejects.toThrow();
      expect((await graphql({ headers })).status).toBe(200);
    });
  });

  describe('REST', () => {
    const lookUp = (path: string, more: RequestOptions) =>
      call(`${addresses.restCertificate}/CVR/HentCVRData/1/rest/${path}`, more);

    it('finds by number with a client certificate alone, whatever the case of the parameter', async () => {
      const certificate = await withCertificate();
      for (const name of ['ppNummer', 'pPNummer']) {
        const { status, text } = await lookUp(`hentProduktionsenhedMedPNummer?${name}=1003387453`, certificate);
        expect(status).toBe(200);
        expect(JSON.parse(text)).toMatchObject({ produktionsenhedsnavn: { vaerdi: 'KMD A/S - Ballerup' } });
      }
      const company = world.stateOf('1003387453')?.company;
      const found = await lookUp(`hentVirksomhedMedCVRNummer?pCVRNummer=${company}&format=json`, certificate);
      expect(JSON.parse(found.text)).toMatchObject({ virksomhed: { CVRNummer: Number(company) } });
      await expect(lookUp('hentProduktionsenhedMedPNummer?ppNummer=1003387453', {})).rejects.toThrow();
    });

    it('says in either way that it knows no such number', async () => {
      const certificate = await withCertificate();
      const unknown = 'hentVirksomhedMedCVRNummer?pCVRNummer=99999999';
      expect((await lookUp(unknown, certificate)).status).toBe(404);
      options.restNotFound = 'empty';
      const { status, text } = await lookUp(unknown, certificate);
      expect([status, text]).toEqual([200, '{"virksomhed":{}}']);
      options.restNotFound = '404';
      expect((await lookUp('hentVirksomhedMedCVRNummer', certificate)).status).toBe(400);
      expect((await lookUp('hentAlt', certificate)).status).toBe(404);
    });
  });
});
