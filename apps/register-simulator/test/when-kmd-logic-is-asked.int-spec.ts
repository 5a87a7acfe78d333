import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { type RunningSimulator, startSimulator } from '../src';
import { type Answer, call, cvrApi, logicToken } from './calling';
import { describePublished } from './published';

let simulator: RunningSimulator;
let authorization: string;

beforeAll(async () => {
  simulator = await startSimulator({ companies: 200, seed: 3 });
  authorization = await logicToken(simulator);
});

afterAll(() => simulator.stop());

const get = (path: string, headers: Record<string, string> = { authorization }): Promise<Answer> =>
  call(simulator, `${cvrApi(simulator)}${path}`, { headers });

function tokenForm(more: Record<string, string> = {}): Record<string, string> {
  const { clientId, clientSecret, scope } = simulator.secrets.logic;
  return { grant_type: 'client_credentials', client_id: clientId, scope, client_secret: clientSecret, ...more };
}

describe('the token issuer', () => {
  const ask = (form: Record<string, string>, path = '/clientcredentials/token', headers = {}) =>
    call(simulator, `${simulator.addresses.identity}${path}`, { form, headers });

  it('gives a token, whatever the case of its path and with a tenant', async () => {
    for (const path of ['/clientcredentials/token', '/clientCredentials/token', '/clientcredentials/token?Tenant=x']) {
      const { status, text } = await ask(tokenForm(), path);
      expect([status, JSON.parse(text)]).toEqual([
        200,
        { token_type: 'Bearer', expires_in: 300, access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) },
      ]);
    }
  });

  it.each<[number, string, Record<string, string>, object]>([
    [400, 'unauthorized_client', { client_id: 'nobody' }, {}],
    [401, 'invalid_client', { client_secret: 'wrong' }, {}],
    [400, 'invalid_scope', { scope: 'else' }, {}],
    [400, 'unsupported_grant_type', { grant_type: 'password' }, {}],
    [400, 'invalid_request', { tenant: 'in the body' }, {}],
    [400, 'invalid_request', {}, { authorization: 'Basic eDp5' }],
  ])('refuses with %i %s', async (status, error, more, headers) => {
    const answer = await ask(tokenForm(more), undefined, headers);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      status,
      {
        error,
        error_description: expect.any(String),
        error_codes: [expect.any(Number)],
        timestamp: expect.any(String),
        trace_id: expect.any(String),
        correlation_id: expect.any(String),
      },
    ]);
  });

  it('asks for the scope too', async () => {
    const { scope: _, ...form } = tokenForm();
    expect((await ask(form)).status).toBe(400);
  });
});

describe('the gateway', () => {
  it('lets nobody in without a token that holds', async () => {
    expect((await get('/by-cvr/26911745', {})).status).toBe(401);
    expect((await get('/by-cvr/26911745', { authorization: 'Bearer x' })).status).toBe(401);
    const other = await startSimulator({ companies: 1, now: () => new Date('2026-11-20T10:00:00Z') });
    const late = { now: new Date('2026-11-20T10:00:00Z') };
    const aging = await startSimulator({ companies: 1, now: () => late.now, services: { tokenSeconds: 10 } });
    try {
      const token = await logicToken(aging);
      const ask = () => call(aging, `${cvrApi(aging)}/by-cvr/26911745`, { headers: { authorization: token } });
      expect((await ask()).status).toBe(200);
      late.now = new Date('2026-11-20T10:00:10Z');
      expect((await ask()).status).toBe(401);
      const foreign = await call(other, `${cvrApi(other)}/by-cvr/26911745`, { headers: { authorization: token } });
      expect(foreign.status).toBe(401);
    } finally {
      await Promise.all([other.stop(), aging.stop()]);
    }
  });

  it('tells a unit that is not there by a JSON text, and a path that is not there by its own object', async () => {
    for (const path of ['/by-cvr/99999999', '/by-id/4009999999', '/production-unit-detail/9999999999']) {
      const { status, text } = await get(path);
      expect([status, typeof JSON.parse(text)]).toEqual([404, 'string']);
    }
    const gone = await call(simulator, cvrApi(simulator).replace('/v1/', '/v9/') + '/by-cvr/26911745', {
      headers: { authorization },
    });
    expect([gone.status, JSON.parse(gone.text)]).toEqual([404, { statusCode: 404, message: 'Resource not found' }]);
  });

  it('knows companies by number and by id, and production units', async () => {
    const company = JSON.parse((await get('/by-cvr/26911745')).text);
    expect(company).toMatchObject({ cvrNumber: '26911745', companyName: 'KMD A/S' });
    expect(company.cvrAddress).toMatchObject({ streetName: 'Lautrupparken', houseNumber: '40', communityCode: '151' });
    expect(JSON.parse((await get(`/by-id/${company.id}`)).text)).toEqual(company);
    const units = JSON.parse((await get('/production-units/by-cvr/26911745')).text);
    expect(units).toContainEqual({ pNumber: '1003387453', productionUnitName: 'KMD A/S - Ballerup' });
    const unit = JSON.parse((await get('/production-unit-detail/1003387453')).text);
    expect(unit).toMatchObject({ pNumber: '1003387453', cvrNumber: '26911745' });
    expect(JSON.parse((await get(`/production-unit-detail-by-id/${unit.id}`)).text)).toEqual(unit);
    expect((await get(`/by-id/${unit.id}`)).status).toBe(404);
  });

  it('spells the e-mail address of companies and of units differently', async () => {
    const unit = simulator.world.apply({ kind: 'email', number: '1003387453', value: 'enhed@kmd.example' });
    simulator.world.apply({ kind: 'email', number: '26911745', value: 'hoved@kmd.example' });
    expect(unit.numbers).toEqual(['1003387453']);
    expect(JSON.parse((await get('/by-cvr/26911745')).text)).toHaveProperty('eMailAddress', 'hoved@kmd.example');
    expect(JSON.parse((await get('/production-unit-detail/1003387453')).text)).toHaveProperty(
      'emailAddress',
      'enhed@kmd.example',
    );
  });

  it('takes a configuration that is its own, or none', async () => {
    const { configurationId } = simulator.secrets.logic;
    expect((await get(`/by-cvr/26911745?configurationId=${configurationId}`)).status).toBe(200);
    for (const other of ['nonsense', '00000000-0000-4000-8000-000000000000']) {
      const { status, text } = await get(`/by-cvr/26911745?configurationId=${other}`);
      expect([status, typeof JSON.parse(text)]).toEqual([400, 'string']);
    }
  });

  it('knows no subscription but its own', async () => {
    const other = cvrApi(simulator).replace(
      simulator.secrets.logic.subscriptionId,
      simulator.secrets.logic.configurationId,
    );
    expect((await call(simulator, `${other}/by-cvr/26911745`, { headers: { authorization } })).status).toBe(403);
  });

  it('calls units by ids of its own when asked to', async () => {
    simulator.services.logicObjectIds = 'own';
    try {
      const { id } = JSON.parse((await get('/by-cvr/26911745')).text);
      expect(id).toMatch(/^[0-9a-f]{8}-/);
      expect(JSON.parse((await get(`/by-id/${id}`)).text)).toMatchObject({ id, cvrNumber: '26911745' });
      expect((await get(`/by-id/${simulator.world.company('26911745')!.id}`)).status).toBe(404);
    } finally {
      simulator.services.logicObjectIds = 'unit';
    }
  });
});

describePublished('every answer of the gateway', 'specs/kmd-logic/data/cvr/cvr.swagger.json', (content) => {
  interface Operation {
    parameters?: { name: string; in: string; required?: boolean }[];
    responses: Record<string, { schema?: object }>;
  }
  const swagger: { paths: Record<string, Record<string, Operation>>; definitions: object } = JSON.parse(content);
  const ajv = addFormats(new Ajv({ strict: false, formats: { int32: true } })).addSchema({
    ...swagger,
    $id: 'swagger',
  });

  /** Holds an answer against the operation's schema for its status; nothing beyond the schema's fields may be there. */
  function expectValid(path: string, method: string, { status, text }: Answer): void {
    const schema = swagger.paths[`/subscriptions/{subscriptionId}/cvr${path}`]?.[method]?.responses[status]?.schema;
    expect([path, status, schema === undefined]).toEqual([path, status, text === '']);
    if (schema === undefined) return;
    const validate = compiled(schema);
    const body: unknown = JSON.parse(text);
    expect([path, status, validate(body), validate.errors]).toEqual([path, status, true, null]);
    if ('$ref' in schema) expect(unknownFields(body, String(schema.$ref))).toEqual([]);
  }

  const validators = new Map<string, ReturnType<typeof ajv.compile>>();

  function compiled(schema: object): ReturnType<typeof ajv.compile> {
    const text = JSON.stringify(schema).replaceAll('"#/definitions/', '"swagger#/definitions/');
    const validate = validators.get(text) ?? ajv.compile(JSON.parse(text));
    validators.set(text, validate);
    return validate;
  }

  function unknownFields(body: unknown, ref: string): string[] {
    const definitions = swagger.definitions as Record<string, { properties: Record<string, { $ref?: string }> }>;
    const { properties } = definitions[ref.replace('#/definitions/', '')]!;
    return Object.entries(body as object).flatMap(([name, value]) => {
      const field = properties[name];
      if (!field) return [`${ref} ${name}`];
      return field.$ref ? unknownFields(value, field.$ref) : [];
    });
  }

  it('is one that the contract has', async () => {
    const { world, secrets } = simulator;
    world.play(100, 'contract');
    const time = 'dateFrom=2020-01-01T00:00:00Z&dateTo=2099-01-01T00:00:00Z';
    for (const { kind, number, id } of [...world.identities()].slice(0, 60)) {
      if (kind === 'company') {
        expectValid('/by-cvr/{cvr}', 'get', await get(`/by-cvr/${number}`));
        expectValid('/production-units/by-cvr/{cvr}', 'get', await get(`/production-units/by-cvr/${number}`));
      } else {
        expectValid('/production-unit-detail/{pNumber}', 'get', await get(`/production-unit-detail/${number}`));
        expectValid('/production-unit-detail-by-id/{id}', 'get', await get(`/production-unit-detail-by-id/${id}`));
      }
    }
    const { id } = world.company('26911745')!;
    const { configurationId } = secrets.logic;
    expectValid('/by-id/{id}', 'get', await get(`/by-id/${id}`));
    expectValid('/by-id/{id}', 'get', await get('/by-id/4009999999'));
    expectValid('/by-cvr/{cvr}', 'get', await get('/by-cvr/1'));
    expectValid('/by-cvr/{cvr}', 'get', await get('/by-cvr/99999999'));
    expectValid('/events', 'get', await get(`/events?${time}`));
    expectValid('/events', 'get', await get('/events'));
    expectValid('/subscribed-events', 'get', await get(`/subscribed-events?${time}&pageNo=1&pageSize=5`));
    expectValid('/subscribed-events', 'get', await get(`/subscribed-events?${time}&pageNo=0`));
    expectValid('/configurations', 'get', await get('/configurations'));
    expectValid('/configurations/{configurationId}', 'get', await get(`/configurations/${configurationId}`));
    const change = (method: string, path: string, json?: object) =>
      call(simulator, `${cvrApi(simulator)}${path}`, { method, headers: { authorization }, ...(json && { json }) });
    expectValid('/subscribe/{objectId}', 'post', await change('POST', `/subscribe/${id}`, { configurationId }));
    expectValid('/subscribe/{objectId}', 'post', await change('POST', `/subscribe/${id}`, {}));
    const cancel = `/unsubscribe/${id}?configurationId=${configurationId}`;
    expectValid('/unsubscribe/{objectId}', 'delete', await change('DELETE', cancel));
    expectValid('/unsubscribe/{objectId}', 'delete', await change('DELETE', cancel));
  });
});
