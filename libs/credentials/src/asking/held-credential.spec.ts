import type { Credential, ProfileSummary } from '../credential';
import { CredentialFailed, type CredentialProblem } from '../credential-failed';
import { thumbprintOf } from '../thumbprint';
import { HeldCredential } from './held-credential';

const profile: ProfileSummary = { id: '1', name: 'P', kind: 'kmd-logic', configurationTypes: ['CVR'], facts: {} };
const MINUTE = 60_000;

/** auth-profile: numbered tokens that live so long, or a problem. */
class Issuer {
  now = 0;
  asked: (string | undefined)[] = [];
  livesMs = 60 * MINUTE;
  problem: CredentialProblem | undefined;
  readonly held = new HeldCredential(
    (spoiled) => this.ask(spoiled),
    () => this.now,
  );

  private async ask(spoiled?: string): Promise<Credential> {
    this.asked.push(spoiled);
    await Promise.resolve();
    if (this.problem !== undefined) throw new CredentialFailed(this.problem);
    return {
      kind: 'bearer',
      profile,
      tokenType: 'Bearer',
      accessToken: `t${this.asked.length}`,
      expiresAt: new Date(this.now + this.livesMs),
    };
  }

  async token(): Promise<string> {
    return tokenOf(await this.held.get());
  }

  async problemOf(asked: Promise<unknown>): Promise<string> {
    return asked.then(
      () => 'none',
      (error: unknown) => (error as CredentialFailed).problem,
    );
  }
}

const tokenOf = (credential: Credential): string => (credential.kind === 'bearer' ? credential.accessToken : '');

let issuer: Issuer;
beforeEach(() => (issuer = new Issuer()));

it('is asked for once by all who want it together', async () => {
  expect(await Promise.all([issuer.token(), issuer.token(), issuer.token()])).toEqual(['t1', 't1', 't1']);
});

it('is looked at again after five minutes, so that a changed profile is noticed', async () => {
  await issuer.token();
  issuer.now = 5 * MINUTE - 1;
  expect(await issuer.token()).toBe('t1');
  issuer.now = 5 * MINUTE;
  expect(await issuer.token()).toBe('t2');
});

it.each([
  // Datafordeler's five minutes: a minute before they end.
  [300_000, 240_000],
  // Short ones: five seconds before they end, as KMD's own client.
  [120_000, 115_000],
  [30_000, 25_000],
  [4_000, 2_000],
])('a token that lives %d ms is used for %d ms', async (livesMs, usedMs) => {
  issuer.livesMs = livesMs;
  await issuer.token();
  issuer.now = usedMs - 1;
  expect(await issuer.token()).toBe('t1');
  issuer.now = usedMs;
  expect(await issuer.token()).toBe('t2');
});

it('is used to its end where no other is to be had, and auth-profile is asked every five seconds', async () => {
  issuer.livesMs = 10 * MINUTE;
  await issuer.token();
  issuer.problem = 'auth-profile-away';
  issuer.now = 6 * MINUTE;
  expect(await Promise.all([issuer.token(), issuer.token()])).toEqual(['t1', 't1']);
  expect(issuer.asked).toHaveLength(2);
  issuer.now += 4_999;
  expect(await issuer.token()).toBe('t1');
  expect(issuer.asked).toHaveLength(2);
  issuer.now += 1;
  expect(await issuer.token()).toBe('t1');
  expect(issuer.asked).toHaveLength(3);
  issuer.now = 10 * MINUTE;
  expect(await issuer.problemOf(issuer.token())).toBe('auth-profile-away');
});

it.each(['unknown-profile', 'kind-not-allowed'] as const)('is dropped when auth-profile says %s', async (problem) => {
  await issuer.token();
  issuer.problem = problem;
  issuer.now = 6 * MINUTE;
  expect(await issuer.problemOf(issuer.token())).toBe(problem);
  expect(await issuer.problemOf(issuer.token())).toBe(problem);
});

describe('when a register refuses it', () => {
  it('one other is asked for, telling which is spoiled, for all who ask together', async () => {
    const spoiled = await issuer.held.get();
    const renewed = await Promise.all([1, 2, 3].map(() => issuer.held.renew(spoiled)));
    expect(renewed.map(tokenOf)).toEqual(['t2', 't2', 't2']);
    expect(issuer.asked).toEqual([undefined, thumbprintOf(spoiled)]);
    expect(await issuer.token()).toBe('t2');
  });

  it('who comes late with the old one gets the new one', async () => {
    const spoiled = await issuer.held.get();
    await issuer.held.renew(spoiled);
    issuer.now = MINUTE;
    expect(tokenOf(await issuer.held.renew(spoiled))).toBe('t2');
    expect(issuer.asked).toHaveLength(2);
  });

  it('who wants one meanwhile waits for the other', async () => {
    const spoiled = await issuer.held.get();
    issuer.now = 6 * MINUTE;
    const [renewed, got] = await Promise.all([issuer.held.renew(spoiled), issuer.held.get()]);
    expect([tokenOf(renewed), tokenOf(got)]).toEqual(['t2', 't2']);
  });

  it('and the other, too, no third is asked for within five seconds', async () => {
    const first = await issuer.held.get();
    const second = await issuer.held.renew(first);
    issuer.now = 4_999;
    expect(await issuer.held.renew(second)).toBe(second);
    issuer.now = 5_000;
    expect(tokenOf(await issuer.held.renew(second))).toBe('t3');
  });

  it('and no other is to be had, it is not given out again', async () => {
    const spoiled = await issuer.held.get();
    issuer.problem = 'issuer-refused';
    expect(await issuer.problemOf(issuer.held.renew(spoiled))).toBe('issuer-refused');
  });
});

it('is asked for at once by who needs the latest, and what is held goes on where nobody answers', async () => {
  expect(await issuer.token()).toBe('t1');
  expect(tokenOf(await issuer.held.latest())).toBe('t2');
  expect(await issuer.token()).toBe('t2');
  issuer.problem = 'auth-profile-away';
  expect(tokenOf(await issuer.held.latest())).toBe('t2');
  issuer.problem = 'unknown-profile';
  expect(await issuer.problemOf(issuer.held.latest())).toBe('unknown-profile');
});

it('the latest is asked for after it was wanted, also where it was being asked for already', async () => {
  const issuer = new Issuer();
  const early = issuer.held.get();
  expect(tokenOf(await issuer.held.latest())).toBe('t2');
  expect(tokenOf(await early)).toBe('t1');
});
