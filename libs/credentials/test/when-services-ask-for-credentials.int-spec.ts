import { describeWithRabbitMq, uniqueName, waitFor } from '@contact-sync/testing';
import { type ChannelModel, connect } from 'amqplib';
import {
  answerCredentials,
  type Credential,
  CredentialFailed,
  type CredentialHandler,
  type PasswordRenewal,
  credentialCallers,
  type Credentials,
  openCredentials,
  type ProfileSummary,
  type TurnedAway,
} from '../src';
import { exchangeOf, queueOf, ROUTING_KEY, userOf } from '../src/broker-road';
import type { Question } from '../src/protocol/question';
import { newRequest, type OpenRequest } from '../src/protocol/request';
import { openAnswer } from '../src/protocol/answer';
import { type TappedBroker, tappedBroker } from './tapped-broker';

const SECRETS = [
  'token-that-nobody-else-sees-1',
  'key-that-nobody-else-sees',
  'password-that-nobody-else-sees',
  'new-that-nobody-else-sees',
];

const profile = (name: string, kind: ProfileSummary['kind'], facts = {}): ProfileSummary => ({
  id: `id of ${name}`,
  name,
  kind,
  configurationTypes: ['CVR'],
  facts,
});
const graphql = profile('Virk', 'graphql-client-secret', { clientId: 'c-1' });
const rest = profile('Old', 'rest-certificate');
const direkte = profile('Direkte', 'cpr-direkte');

/** auth-profile, as its answers are seen from outside. */
class Profiles implements CredentialHandler {
  readonly given: (string | undefined)[] = [];
  readonly used: [string, string | undefined][] = [];
  readonly settled: string[][] = [];

  find(name: string): Promise<ProfileSummary | undefined> {
    if (name === 'Broken') throw new Error(`a fault that says ${SECRETS[0]}`);
    return Promise.resolve([graphql, rest, direkte].find((each) => each.name === name));
  }

  credential(of: ProfileSummary, spoiled?: string): Promise<Credential> {
    this.given.push(spoiled);
    switch (of.kind) {
      case 'graphql-client-secret':
        return Promise.resolve({
          kind: 'bearer',
          profile: of,
          tokenType: 'Bearer',
          accessToken: `token-that-nobody-else-sees-${this.given.length}`,
          expiresAt: new Date(Date.now() + 3_600_000),
        });
      case 'rest-certificate':
        return Promise.resolve({ kind: 'certificate', profile: of, certificate: 'PEM', key: SECRETS[1] ?? '' });
      default:
        throw new CredentialFailed('issuer-refused', { said: 'Reason: unauthorized_client.' });
    }
  }

  use(consumer: string, of: ProfileSummary | undefined): Promise<void> {
    this.used.push([consumer, of?.name]);
    return Promise.resolve();
  }

  readonly passwords: PasswordRenewal = {
    renew: (of) => {
      if (of.kind !== 'cpr-direkte') throw new CredentialFailed('profile-unusable');
      const pending = { id: 'the-new-one', password: SECRETS[3] ?? '' };
      return Promise.resolve({ kind: 'password', profile: of, user: 'u', password: SECRETS[2] ?? '', pending });
    },
    settle: (of, pending, outcome) => {
      this.settled.push([of.name, pending, outcome]);
      return Promise.resolve();
    },
  };
}

describeWithRabbitMq('credentials over RabbitMQ', () => {
  const exchange = uniqueName('credentials');
  const amqpUrl = process.env['AMQP_URL'] ?? '';
  const user = userOf(amqpUrl);
  const faults: unknown[] = [];
  const turnedAway: TurnedAway[] = [];
  let tap: TappedBroker;
  let profiles: Profiles;
  let answering: { stop(): Promise<void> } | undefined;
  let asking: Credentials;
  let outsider: ChannelModel;

  const answer = (callers = `${user}=*`): void => {
    answering = answerCredentials(profiles, {
      road: { transport: 'rabbitmq', url: tap.url, exchange },
      callers: credentialCallers(callers),
      onTurnedAway: (who) => turnedAway.push(who),
      onFault: (error) => faults.push(error),
    });
  };
  const stopAnswering = async (): Promise<void> => {
    await answering?.stop();
    answering = undefined;
  };
  const listening = (): Promise<unknown> => waitFor(() => asking.describe('Virk'), { what: 'auth-profile to answer' });
  const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
    asked.then(
      () => 'no failure',
      (error: unknown) => (error instanceof CredentialFailed ? error.problem : error),
    );

  /** Somebody who speaks to the exchange directly; resolves with what comes back, or how the channel ended. */
  async function speak(
    content: Buffer,
    more: { userId?: string } = {},
  ): Promise<{ said: Buffer } | { closed: string }> {
    const channel = await outsider.createChannel();
    return new Promise((resolve, reject) => {
      channel.on('error', (error: Error) => resolve({ closed: error.message }));
      channel
        .consume('amq.rabbitmq.reply-to', (message) => message && resolve({ said: message.content }), { noAck: true })
        .then(() =>
          channel.publish(exchangeOf(exchange), ROUTING_KEY, content, { replyTo: 'amq.rabbitmq.reply-to', ...more }),
        )
        .catch(reject);
    });
  }
  const speakFor = async (open: OpenRequest, change: object = {}): Promise<unknown> => {
    const said = await speak(Buffer.from(JSON.stringify({ ...open.request, ...change })), { userId: user });
    return 'closed' in said ? said.closed : openAnswer(said.said, open);
  };
  const asked = (question: Question): Promise<OpenRequest> => newRequest(question, Date.now());

  beforeAll(async () => {
    tap = await tappedBroker(amqpUrl);
    outsider = await connect(amqpUrl);
    outsider.on('error', () => undefined);
  });

  beforeEach(async () => {
    profiles = new Profiles();
    turnedAway.length = 0;
    answer();
    asking = openCredentials({ transport: 'rabbitmq', url: tap.url, exchange });
    await listening();
  });

  afterEach(async () => {
    await asking.stop();
    await stopAnswering();
  });

  afterAll(async () => {
    const channel = await outsider.createChannel();
    await channel.deleteExchange(exchangeOf(exchange));
    await outsider.close();
    await tap.stop();
  });

  it('brings each kind as it is, and nothing of its secrets passes the broker in clear', async () => {
    const bearer = await asking.source('Virk').get();
    expect(bearer).toMatchObject({ kind: 'bearer', profile: graphql, accessToken: SECRETS[0], tokenType: 'Bearer' });
    if (bearer.kind !== 'bearer') throw new Error('no token');
    const left = bearer.expiresAt.getTime() - Date.now();
    expect(left).toBeGreaterThan(3_590_000);
    expect(left).toBeLessThanOrEqual(3_600_000);
    expect(await asking.source('Old').get()).toEqual({
      kind: 'certificate',
      profile: rest,
      certificate: 'PEM',
      key: SECRETS[1],
    });
    expect(await asking.describe('Virk')).toEqual(graphql);
    expect(await asking.newPassword('Direkte')).toEqual({
      kind: 'password',
      profile: direkte,
      user: 'u',
      password: SECRETS[2],
      pending: { id: 'the-new-one', password: SECRETS[3] },
    });
    await asking.settlePassword('Direkte', 'the-new-one', 'accepted');
    expect(profiles.settled).toEqual([['Direkte', 'the-new-one', 'accepted']]);
    // The tap did hear them: the name of the profile is part of each question.
    expect(tap.heard()).toContain('"profile":"Old"');
    for (const secret of SECRETS) expect(tap.heard()).not.toContain(secret);
  });

  it('asks once for a token that many want, and once for another when it is spoiled', async () => {
    const first = await Promise.all(Array.from({ length: 20 }, () => asking.source('Virk').get()));
    expect(profiles.given).toEqual([undefined]);
    const renewed = await Promise.all(first.map((spoiled) => asking.source('Virk').renew(spoiled)));
    expect(profiles.given).toHaveLength(2);
    expect(new Set(renewed.map((each) => each.kind === 'bearer' && each.accessToken))).toEqual(
      new Set(['token-that-nobody-else-sees-2']),
    );
  });

  it('tells who uses a profile', async () => {
    await asking.use('cvr', 'Virk');
    await asking.use('cvr', undefined);
    expect(profiles.used).toEqual([
      ['cvr', 'Virk'],
      ['cvr', undefined],
    ]);
  });

  it('says why there is none', async () => {
    expect(await codeOf(asking.source('Nobody').get())).toBe('unknown-profile');
    expect(await codeOf(asking.describe('Nobody'))).toBe('unknown-profile');
    await expect(asking.source('Direkte').get()).rejects.toMatchObject({
      failure: 'refused',
      code: 'issuer-refused',
      more: { said: 'Reason: unauthorized_client.' },
    });
    expect(await codeOf(asking.source('Broken').get())).toBe('auth-profile-fault');
    expect(faults).toHaveLength(1);
  });

  it('gives a user of the broker only the kinds it may have', async () => {
    await stopAnswering();
    answer(`${user}=graphql-client-secret`);
    await listening();
    expect(await codeOf(asking.source('Old').get())).toBe('kind-not-allowed');
    expect(await codeOf(asking.describe('Old'))).toBe('kind-not-allowed');
    expect(await codeOf(asking.use('cvr', 'Old'))).toBe('kind-not-allowed');
    expect(await codeOf(asking.newPassword('Direkte'))).toBe('kind-not-allowed');
    expect(await codeOf(asking.settlePassword('Direkte', 'the-new-one', 'accepted'))).toBe('kind-not-allowed');
    expect(profiles.settled).toEqual([]);
    // However often it asks, it is told once.
    expect(turnedAway).toEqual(
      ['Old', 'Direkte'].map((name) => ({ user, profile: name, problem: 'kind-not-allowed' })),
    );
    await stopAnswering();
    answer('another-service=*');
    await waitFor(async () => (await codeOf(asking.describe('Virk'))) === 'caller-not-allowed');
    expect(profiles.given).toEqual([]);
  });

  it('answers nobody who hides behind another’s name, or behind none', async () => {
    const { request } = await asked({ ask: 'credential', profile: 'Virk' });
    const content = Buffer.from(JSON.stringify(request));
    expect(await speak(content, { userId: 'cvr-update' })).toEqual({
      closed: expect.stringContaining("user_id property set to 'cvr-update' but authenticated user was"),
    });
    const nameless = await speak(content);
    expect(JSON.parse('said' in nameless ? nameless.said.toString() : '')).toMatchObject({
      problem: { code: 'caller-not-allowed' },
    });
    expect(profiles.given).toEqual([]);
  });

  it('answers a request once, and none that is old or not yet made', async () => {
    const open = await asked({ ask: 'credential', profile: 'Virk' });
    expect(await speakFor(open)).toMatchObject({ accessToken: SECRETS[0] });
    expect(await codeOf(speakFor(open))).toBe('request-repeated');
    const now = Date.now();
    for (const change of [
      { issuedAt: now - 120_000, expiresAt: now - 75_000 },
      { issuedAt: now + 60_000, expiresAt: now + 105_000 },
      // It may not give itself a longer life.
      { issuedAt: now - 120_000, expiresAt: now + 60_000 },
    ])
      expect(await codeOf(speakFor(await asked({ ask: 'credential', profile: 'Virk' }), change))).toBe(
        'request-expired',
      );
    expect(profiles.given).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{'],
    ['no request', '{"version":1}'],
    ['too much', `"${'x'.repeat(9000)}"`],
  ])('refuses what it cannot read: %s', async (_, content) => {
    const answered = await speak(Buffer.from(content), { userId: user });
    expect(JSON.parse('said' in answered ? answered.said.toString() : '')).toEqual({
      version: 1,
      nonce: '',
      problem: { code: 'request-unreadable' },
    });
  });

  it('says at once that auth-profile is away, and goes on with the token it holds', async () => {
    const held = await asking.source('Virk').get();
    await stopAnswering();
    const channel = await outsider.createChannel();
    channel.on('error', () => undefined);
    // Gone with its last listener.
    await expect(channel.checkQueue(queueOf(exchange))).rejects.toThrow('NOT_FOUND');
    const before = performance.now();
    expect(await codeOf(asking.describe('Virk'))).toBe('auth-profile-away');
    expect(performance.now() - before).toBeLessThan(2000);
    expect(await asking.source('Virk').get()).toBe(held);
    answer();
    await listening();
  });

  it('finds its way back after the connections were cut', async () => {
    tap.cut();
    await listening();
    expect(await asking.source('Virk').get()).toMatchObject({ kind: 'bearer' });
  });
});
