import type { CallFailed } from '@contact-sync/outbound';
import type { FaultRule } from '@contact-sync/register-simulator';
import { simulatedCredentials, type SimulatedCredentials } from '@contact-sync/testing';
import { CvrGraphql } from '../src/cvr/cvr-graphql';
import { GraphqlService } from '../src/graphql/graphql-service';
import { always, apiKey, atTheSimulator, certificate } from './at-the-simulator';

let at: Awaited<ReturnType<typeof atTheSimulator>>;
let tokens: SimulatedCredentials;

beforeAll(async () => {
  at = await atTheSimulator({ seed: 3, companies: 20 });
  const { profiles, ca } = at.simulator;
  tokens = simulatedCredentials('graphql-client-secret', profiles['graphql-client-secret'], ca);
});
beforeEach(() => at.simulator.faults.clear());
afterAll(async () => at.stop());

const cvr = (own: Partial<ConstructorParameters<typeof CvrGraphql>[0]> = {}) =>
  new CvrGraphql({
    caller: at.caller,
    credentials: tokens,
    host: at.simulator.addresses.graphql,
    version: 'v2',
    now: () => new Date(),
    ...own,
  });

const asked = () => at.simulator.requestCount('graphql');

/** What a call failed with. */
async function failureOf(call: Promise<unknown>): Promise<CallFailed> {
  const answer = await call.then(
    () => undefined,
    (error: unknown) => error as CallFailed,
  );
  if (answer === undefined) throw new Error('the call went well');
  expect(answer.name).toBe('CallFailed');
  return answer;
}

const fault = (rule: FaultRule['fault'], times?: number): void =>
  void at.simulator.faults.add({ target: 'graphql', fault: rule, ...(times !== undefined && { times }) });

describe('the service', () => {
  it('answers who comes with a token, or with a key in the address', async () => {
    const { lastEventId, lastSequenceNumber } = at.simulator.world.importStatus();
    expect(await cvr().events.importStatus()).toEqual({ lastEventId, lastSequenceNumber });
    const key = always(apiKey(at.simulator.secrets.datafordeler.apiKey));
    expect(await cvr({ credentials: key }).events.importStatus()).toEqual({ lastEventId, lastSequenceNumber });
  });

  it.each<[string, FaultRule['fault'], Partial<CallFailed>]>([
    ['sends half an answer', { kind: 'half-json' }, { failure: 'unavailable', code: 'half-json' }],
    ['breaks off in the middle', { kind: 'reset', when: 'mid-body' }, { failure: 'unavailable' }],
    ['breaks off at once', { kind: 'reset', when: 'before' }, { failure: 'unavailable' }],
    ['does not answer', { kind: 'hang' }, { failure: 'unavailable', code: 'timeout' }],
    ['is out of order', { kind: 'status', status: 503 }, { failure: 'unavailable', code: 'http-503' }],
    ['is not allowed', { kind: 'status', status: 403 }, { failure: 'refused' }],
    [
      'has had enough',
      { kind: 'status', status: 429, retryAfter: '30' },
      { failure: 'unavailable', code: 'http-429', more: { retryAfterMs: 30_000 } },
    ],
  ])('that %s is told as what it is', async (_, kind, failure) => {
    fault(kind);
    const began = performance.now();
    expect(await failureOf(cvr({ timeoutMs: 300 }).events.importStatus())).toMatchObject(failure);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('that finds a query wrong says by which rule, and its half of an answer is not used', async () => {
    const { caller } = at;
    const host = at.simulator.addresses.graphql;
    const now = (): Date => new Date();
    const service = new GraphqlService({ caller, credentials: tokens, host, register: 'CVR', version: 'v2', now });
    const text = 'query Names { CVR_Navn(first: 1) { nodes { vaerdi } } }';
    const failed = await failureOf(service.ask({ root: 'CVR_Navn', text }, {}));
    expect(failed).toMatchObject({ failure: 'wrong', code: 'DAF-GQL-0009' });
    expect(failed.more.traceId).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('that retired its version is never read as one that knows no such company', async () => {
    const failed = await failureOf(cvr({ version: 'v1' }).companiesByNumbers(['26911745']));
    expect(failed).toMatchObject({ failure: 'wrong', code: 'version-retired' });
  });

  it('that does not take the token is asked once more with another one', async () => {
    fault({ kind: 'status', status: 401 }, 1);
    await tokens.get();
    const before = tokens.tokens();
    await cvr().events.importStatus();
    expect(tokens.tokens()).toBe(before + 1);
  });

  it('that does not take the other one either has refused', async () => {
    fault({ kind: 'status', status: 401 });
    await tokens.get();
    const before = { tokens: tokens.tokens(), asked: asked() };
    const failed = await failureOf(cvr().events.importStatus());
    expect(failed).toMatchObject({ failure: 'refused', code: 'DAF-AUTH-0005' });
    expect({ tokens: tokens.tokens(), asked: asked() }).toEqual({
      tokens: before.tokens + 1,
      asked: before.asked + 2,
    });
  });

  it('is not called by a profile of another kind', async () => {
    const before = asked();
    const credentials = always(certificate(await at.simulator.clientCertificate()));
    const failed = await failureOf(cvr({ credentials }).events.importStatus());
    expect(failed).toMatchObject({ failure: 'refused', code: 'wrong-kind-of-profile' });
    expect(asked()).toBe(before);
  });

  it('that refuses a key is told without the key', async () => {
    const failed = await failureOf(cvr({ credentials: always(apiKey('hemmelig-nøgle')) }).events.importStatus());
    expect(failed).toMatchObject({ failure: 'refused', code: 'DAF-AUTH-0005' });
    expect(`${failed.stack} ${JSON.stringify(failed)}`).not.toMatch(/hemmelig|apiKey=/i);
  });

  it('is left when the caller stops, with the reason it stopped for', async () => {
    fault({ kind: 'hang' });
    const stopping = new AbortController();
    const call = cvr().events.importStatus(stopping.signal);
    stopping.abort(new Error('stopping'));
    await expect(call).rejects.toThrow('stopping');
  });
});

describe('a list', () => {
  it('is asked for in hundreds, each number once', async () => {
    const numbers = Array.from({ length: 150 }, (_, at) => String(10_000_000 + at));
    const before = asked();
    await cvr().companiesByNumbers([...numbers, ...numbers]);
    expect(asked() - before).toBe(2);
  });

  it('is read over all its pages', async () => {
    const { world } = at.simulator;
    const from = world.importStatus().lastEventId + 1;
    const [company] = [...world.identities()];
    world.apply({ kind: 'name', number: company!.number }, { repeats: 600 });
    const to = world.importStatus().lastEventId;
    const pages: number[] = [];
    const ids = new Set<number>();
    for await (const rows of cvr().events.between(from, to, ['Navn'])) {
      pages.push(rows.length);
      for (const { eventid } of rows) ids.add(eventid);
    }
    const written = world.events(from - 1, to).filter(({ entityname }) => entityname === 'Navn');
    expect(written.length).toBeGreaterThan(1000);
    expect(pages[0]).toBe(1000);
    expect(pages.reduce((sum, rows) => sum + rows)).toBe(written.length);
    expect([...ids].sort()).toEqual(written.map(({ eventid }) => eventid).sort());
  });

  it('of which a page fails is not given in part', async () => {
    const { world } = at.simulator;
    const ids = [...world.identities()].map(({ id }) => id);
    at.simulator.faults.add({ target: 'graphql', fault: { kind: 'half-json' }, times: 1 });
    expect(await failureOf(cvr().facts(ids))).toMatchObject({ code: 'half-json' });
  });
});
