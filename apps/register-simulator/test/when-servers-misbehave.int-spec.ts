import { type RunningSimulator, startSimulator } from '../src';
import type { Answer } from './calling';
import { call, cvrApi, logicToken } from './calling';

let simulator: RunningSimulator;
let authorization: string;

beforeAll(async () => {
  simulator = await startSimulator({ companies: 5 });
  authorization = await logicToken(simulator);
});

afterAll(() => simulator.stop());
afterEach(() => simulator.faults.clear());

const ask = (timeoutMs = 5000): Promise<Answer> =>
  call(simulator, `${cvrApi(simulator)}/by-cvr/26911745?apiKey=hush`, { headers: { authorization }, timeoutMs });

async function codeOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'answered',
    (error: NodeJS.ErrnoException) => error.code ?? error.name,
  );
}

it('answers with a status, so many times', async () => {
  simulator.faults.add({ target: 'gateway', fault: { kind: 'status', status: 429, retryAfter: '7' }, times: 2 });
  const answers = [await ask(), await ask(), await ask()];
  expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
  expect(answers[0]!.headers['retry-after']).toBe('7');
  expect(JSON.parse(answers[0]!.text)).toEqual({ statusCode: 429, message: expect.any(String) });
});

it.each([401, 403, 404, 500, 503])('answers %i until cleared', async (status) => {
  simulator.faults.add({ target: 'gateway', path: '/by-cvr/', fault: { kind: 'status', status } });
  expect([(await ask()).status, (await ask()).status]).toEqual([status, status]);
  simulator.faults.clear('gateway');
  expect((await ask()).status).toBe(200);
});

it('answers a bare 404 where a version of GraphQL is retired', async () => {
  simulator.faults.add({ target: 'graphql', fault: { kind: 'status', status: 404 } });
  const answer = await call(simulator, `${simulator.addresses.graphql}/CVR/v2`, { json: { query: '{ x }' } });
  expect(answer).toMatchObject({ status: 404, text: '' });
});

it('spares other paths and other servers', async () => {
  simulator.faults.add({ target: 'gateway', path: '/subscribe/', fault: { kind: 'status', status: 500 } });
  simulator.faults.add({ target: 'graphql', fault: { kind: 'status', status: 500 } });
  expect((await ask()).status).toBe(200);
});

it('breaks the connection before the answer, and in the middle of it', async () => {
  simulator.faults.add({ target: 'gateway', fault: { kind: 'reset', when: 'before' }, times: 1 });
  simulator.faults.add({ target: 'gateway', fault: { kind: 'reset', when: 'mid-body' }, times: 1 });
  expect(await codeOf(ask())).toBe('ECONNRESET');
  expect(await codeOf(ask())).toBe('ECONNRESET');
  expect((await ask()).status).toBe(200);
});

it('gives half the JSON as if it were whole', async () => {
  const whole = (await ask()).text;
  simulator.faults.add({ target: '*', fault: { kind: 'half-json' }, times: 1 });
  const { status, text } = await ask();
  expect(status).toBe(200);
  expect([whole.startsWith(text), text.length > 0, text.length < whole.length]).toEqual([true, true, true]);
  expect(() => void JSON.parse(text)).toThrow(SyntaxError);
});

it('does not answer', async () => {
  simulator.faults.add({ target: 'gateway', fault: { kind: 'hang' }, times: 1 });
  expect(await codeOf(ask(200))).toBe('ABORT_ERR');
});

it('answers slowly', async () => {
  simulator.faults.add({ target: 'gateway', fault: { kind: 'slow', ms: 150 }, times: 1 });
  const before = performance.now();
  expect((await ask()).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThanOrEqual(145);
});

it('stops while answers are outstanding', async () => {
  const other = await startSimulator({ companies: 1 });
  other.faults.add({ target: 'identity', fault: { kind: 'hang' }, times: 1 });
  other.faults.add({ target: 'identity', fault: { kind: 'slow', ms: 600_000 } });
  const waiting = [logicToken(other), logicToken(other)].map(codeOf);
  // Both have come.
  while (other.requestCount('identity') < 2) await new Promise((done) => setImmediate(done));
  await other.stop();
  expect(await Promise.all(waiting)).not.toContain('answered');
});

it('remembers what was asked, and no secret', async () => {
  const { logic } = simulator.secrets;
  await logicToken(simulator);
  simulator.faults.add({ target: 'gateway', fault: { kind: 'status', status: 503 }, times: 1 });
  await ask();
  const [token] = simulator.requests('identity').slice(-1);
  expect(token).toEqual({
    target: 'identity',
    method: 'POST',
    path: '/clientcredentials/token',
    query: {},
    form: ['grant_type', 'client_id', 'scope', 'client_secret'],
    status: 200,
  });
  const [last] = simulator.requests('gateway').slice(-1);
  expect(last).toEqual({
    target: 'gateway',
    method: 'GET',
    path: `/cvr/v1/subscriptions/${logic.subscriptionId}/cvr/by-cvr/26911745`,
    query: { apiKey: '***' },
    status: 503,
    fault: 'status',
  });
  const all = JSON.stringify(simulator.requests());
  expect([all.includes(logic.clientSecret), all.includes('hush'), all.includes(authorization.slice(7))]).toEqual([
    false,
    false,
    false,
  ]);
  expect(simulator.requestCount('gateway')).toBe(simulator.requests('gateway').length);
});
