import type { CallFailed } from '@contact-sync/outbound';
import { simulatedCredentials } from '@contact-sync/testing';
import { CprGraphql } from '../src/cpr/cpr-graphql';
import { CprRest } from '../src/cpr/cpr-rest';
import { always, apiKey, atTheSimulator, certificate } from './at-the-simulator';

describe('when persons are asked for', () => {
  let at: Awaited<ReturnType<typeof atTheSimulator>>;
  let numbers: readonly string[];
  let graphql: (own?: Partial<ConstructorParameters<typeof CprGraphql>[0]>) => CprGraphql;
  let rest: () => CprRest;

  beforeAll(async () => {
    at = await atTheSimulator({ seed: 5, companies: 1, organisations: 1, properties: 1, persons: 120 });
    const { simulator, caller } = at;
    const now = (): Date => new Date();
    const tokens = simulatedCredentials(
      'graphql-client-secret',
      simulator.profiles['graphql-client-secret'],
      simulator.ca,
    );
    const pair = certificate(await simulator.clientCertificate());
    graphql = (own = {}) =>
      new CprGraphql({
        caller,
        credentials: tokens,
        host: simulator.addresses.graphql,
        version: 'v2',
        sector: 'PublicSector',
        now,
        ...own,
      });
    rest = () => new CprRest({ caller, credentials: always(pair), host: simulator.addresses.restCertificate, now });
    numbers = [...simulator.persons.numbers()].filter((number) => simulator.persons.find(number)?.status === '01');
  });
  afterAll(() => at.stop());
  afterEach(() => at.simulator.faults.clear());

  const numbersIn = (persons: readonly unknown[]): string[] =>
    (persons as { personnumre: { personnummer: string; status: string }[] }[])
      .flatMap(({ personnumre }) => personnumre.filter(({ status }) => status === 'aktuel'))
      .map(({ personnummer }) => personnummer);

  async function failureOf(call: Promise<unknown>): Promise<CallFailed> {
    const failed: unknown = await call.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failed === undefined) throw new Error('the call went well');
    return failed as CallFailed;
  }

  it('a hundred come in one call, more in another, and who is unknown is missing', async () => {
    const before = at.simulator.requestCount('graphql');
    const wanted = numbers.slice(0, 101);
    const found = numbersIn(await graphql().persons([...wanted.slice(0, 100), '6101800000']));
    expect(found.sort()).toEqual(wanted.slice(0, 100).sort());
    expect(at.simulator.requestCount('graphql') - before).toBe(2);
  });

  it('a company is told of one person at a time', async () => {
    const before = at.simulator.requestCount('graphql');
    const two = numbers.slice(0, 2);
    expect(numbersIn(await graphql({ sector: 'PrivateSector' }).persons(two)).sort()).toEqual([...two].sort());
    expect(at.simulator.requestCount('graphql') - before).toBe(2);
  });

  it('what is refused, retired or half is told as what it is', async () => {
    const one = numbers.slice(0, 1);
    expect(await failureOf(graphql({ version: 'v9' }).persons(one))).toMatchObject({ code: 'version-retired' });
    const key = always(apiKey(at.simulator.secrets.datafordeler.apiKey));
    expect(await failureOf(graphql({ credentials: key }).persons(one))).toMatchObject({ failure: 'refused' });
    at.simulator.faults.add({ target: 'graphql', fault: { kind: 'half-json' } });
    expect(await failureOf(graphql().persons(one))).toMatchObject({ failure: 'unavailable', code: 'half-json' });
  });

  it('REST says 404 for nobody; of a list that is believed once the service has answered', async () => {
    const fresh = rest();
    expect(await fresh.answers(['6101800000'])).toEqual([]);
    const nobody = ['6101800000', '6101800001'];
    expect(await failureOf(fresh.answers(nobody))).toMatchObject({ failure: 'wrong', code: 'version-retired' });
    const [answer] = await fresh.answers(numbers.slice(0, 3));
    expect(answer).toMatchObject({ Personer: [{}, {}, {}] });
    expect(await fresh.answers(nobody)).toEqual([]);
  });

  it.each([
    ['an error', { kind: 'status', status: 500 }],
    ['a refusal', { kind: 'status', status: 403 }],
    ['half an answer', { kind: 'half-json' }],
    ['a broken connection', { kind: 'reset', when: 'before' }],
    ['a body that breaks off', { kind: 'reset', when: 'mid-body' }],
  ] as const)('%s of REST tells nobody the address, which holds a person number', async (_, fault) => {
    const [number = ''] = numbers;
    at.simulator.faults.add({ target: 'rest', fault });
    const failed = await failureOf(rest().answers([number]));
    expect(failed.name).toBe('CallFailed');
    const told = [failed.message, failed.stack, JSON.stringify(failed), JSON.stringify(failed.more)];
    const causes = (error: unknown): unknown[] =>
      error instanceof Error ? [error.message, ...Object.values(error), ...causes(error.cause)] : [];
    for (const text of [...told, ...causes(failed.cause)]) expect(String(text)).not.toContain(number);
  });
});
