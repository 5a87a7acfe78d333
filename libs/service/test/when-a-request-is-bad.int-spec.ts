import { type Example, exampleService, TOKEN } from './example-service';

const NUMBER = '6101801234';

describe('when a request is bad', () => {
  let service: Example;
  let address: string;

  beforeAll(async () => {
    service = await exampleService();
    address = await service.listen();
  });
  afterAll(() => service.stop());

  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${TOKEN}`, ...(init.headers as Record<string, string>) };
    const answer = await fetch(`${address}${path}`, { ...init, headers });
    const text = await answer.text();
    return { answer, text, body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> };
  };
  const search = (body: string) =>
    call('/example/search', { method: 'POST', body, headers: { 'content-type': 'application/json' } });

  it('names every field that does not fit, never its value', async () => {
    const { answer, text, body } = await search(
      JSON.stringify({ limit: 99, people: [{ number: NUMBER }, { number: '12345' }], extra: NUMBER }),
    );
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({ type: 'about:blank', title: 'Bad Request', status: 400, code: 'invalid-request' });
    expect(body['errors']).toEqual([
      { field: 'extra', message: 'property extra should not exist' },
      { field: 'limit', message: 'limit must not be greater than 10' },
      { field: 'people[1].number', message: 'number must be longer than or equal to 10 characters' },
    ]);
    expect(text).not.toMatch(/6101801234|12345|\b99\b/);
  });

  it('masks a person number used as the name of a field', async () => {
    const { text } = await search(JSON.stringify({ limit: 1, people: [], [NUMBER]: 1 }));
    expect(text).not.toContain(NUMBER);
    expect(text).toContain('******-****');
  });

  it('says of a body that is no JSON nothing of what it holds', async () => {
    const { answer, text, body } = await search('{"name": Jensen}');
    expect(answer.status).toBe(400);
    expect(body['detail']).toBe('The request cannot be read');
    expect(text).not.toContain('Jensen');
  });

  it('refuses a body of more than a megabyte', async () => {
    const { answer, body } = await search(JSON.stringify({ limit: 1, people: [], pad: 'x'.repeat(1024 * 1024) }));
    expect(answer.status).toBe(413);
    expect(body['detail']).toBe('The body is larger than allowed');
  });

  it.each([
    ['/example/breaks', 500, 'The request could not be carried out'],
    ['/example/gateway', 502, 'The request could not be carried out'],
    ['/example/busy', 503, 'The database is not available now; try again'],
    ['/example/refuses', 409, 'This contact is dead'],
    ['/example/missing/7', 404, 'no contact ******-**** (1)'],
    ['/nothing/7', 404, 'There is nothing at this address'],
    ['/example/missing/%zz', 400, 'The request cannot be read'],
  ])('%s is %d without what was inside', async (path, status, detail) => {
    const { answer, text, body } = await call(path);
    expect(answer.status).toBe(status);
    expect(body).toMatchObject({ status, detail });
    expect(text).not.toMatch(/6101801234|pa55|column|inner/);
  });

  it.each([
    `/example/missing/${NUMBER}`,
    `/example/open?q=610180%2D1234`,
    `/nothing/${NUMBER}`,
    `/liveness?q=${NUMBER}`,
    `/example/missing/%zz${NUMBER}`,
  ])('refuses the address %s, and repeats the number nowhere', async (path) => {
    const { answer, text, body } = await call(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(body).toMatchObject({ code: 'person-number-in-address' });
    expect(text + service.lines.join('')).not.toMatch(/610180-?1234/);
  });

  it('logs our own faults, masked, under the id the caller gave', async () => {
    const { body } = await call('/example/breaks', { headers: { 'x-correlation-id': 'caller-0001' } });
    expect(body['correlationId']).toBe('caller-0001');
    const line = service.lines.find((each) => each.includes('caller-0001') && each.includes('request failed')) ?? '';
    expect(line).toContain('******-****');
    expect(service.lines.join('')).not.toMatch(/6101801234|pa55/);
  });

  it('logs a request by its route, without address, query and body', async () => {
    await call('/example/missing/secret-id-1?q=secret-query');
    const line = service.lines.filter((each) => each.includes('request answered')).at(-1) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      method: 'GET',
      route: '/example/missing/:id',
      status: 404,
      caller: 'local',
    });
    expect(service.lines.join('')).not.toMatch(/secret-id-1|secret-query/);
  });

  it('carries the correlation id into the handler, also after a body was read', async () => {
    const { body, answer } = await call('/example/open', { headers: { 'x-correlation-id': 'caller-0002' } });
    expect(body['correlationId']).toBe('caller-0002');
    expect(answer.headers.get('x-correlation-id')).toBe('caller-0002');
  });

  it('describes its API under its own name', async () => {
    const { body } = await call('/example/docs/openapi.json');
    expect(body).toMatchObject({ info: { title: 'Example', version: '1.2.3' } });
    expect(Object.keys(body['paths'] as object)).toContain('/example/search');
    expect((await fetch(`${address}/example/docs`)).status).toBe(200);
    expect((await fetch(`${address}/example/docs/swagger-ui-bundle.js`)).headers.get('content-type')).toContain(
      'javascript',
    );
  });
});
