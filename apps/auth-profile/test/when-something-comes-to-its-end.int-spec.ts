import { waitFor } from '@contact-sync/testing';
import type { AuthProfile } from '../src';
import type { ExpiryOverview } from '../src/expiry/expiry-answer';
import type { ProfileAnswer } from '../src/profiles/profile-answer';
import { p12, P12_PASSWORD, Running } from './running';

interface Warning {
  readonly subject: string;
  readonly data: { profileId: string; credential: string; daysLeft: number; expires: string };
}

describe('when something comes to its end', () => {
  let running: Running;
  let replica: AuthProfile;
  let secret: ProfileAnswer;
  let certificate: ProfileAnswer;
  let end: Date;
  beforeAll(async () => {
    running = await Running.fresh();
    replica = await running.another();
    const client = { clientId: 'c', clientSecret: 's', secretExpires: '2027-03-01' };
    secret = await running.create('Secret', 'graphql-client-secret', client);
    const file = { certificate: p12('modern-rsa'), password: P12_PASSWORD };
    certificate = await running.create('Certificate', 'rest-certificate', file);
    await running.create('Endless', 'api-key', { apiKey: 'k' });
    end = new Date(certificate.endings[0]?.certificate?.notAfter ?? '');
  });
  afterAll(async () => {
    await replica.stop();
    await running.end();
  });

  const warnings = (): Promise<Warning[]> =>
    running.rows<Warning>(
      `select subject, data from service_queue.message where type = 'certificate.expiring.v1' order by occurred_at, subject`,
    );
  /** Runs of the job that have ended, over both replicas. */
  const ended = async (): Promise<number> => {
    const [row] = await running.rows<{ runs: number }>(
      `select count(*)::int as runs from auth.run where name = 'warn-of-expiry' and state = 'finished'`,
    );
    return row?.runs ?? 0;
  };
  /** Lets the job's time come, on a day: 07:00 in Copenhagen is 06:00 or 05:00 by UTC. */
  const dayComes = async (day: string): Promise<void> => {
    const before = await ended();
    await waitFor(async () => {
      // A replica that was not done with its last look does not wait for the clock yet: it is told again.
      running.clock.set(`${day}T06:30:00Z`);
      return (await ended()) > before;
    });
  };

  it('each threshold is told once, however many replicas there are and whatever was missed', async () => {
    await dayComes('2026-12-29');
    expect(await warnings()).toEqual([]);
    // 2027-03-01 at midnight is 60 days and some hours away.
    await dayComes('2026-12-31');
    await dayComes('2027-01-01');
    // Nobody looked for weeks: of 30 and 14 days the nearer is told.
    await dayComes('2027-02-16');
    await dayComes('2027-02-28');
    await dayComes('2027-03-01');
    await dayComes('2027-03-02');
    await dayComes('2027-03-03');
    const told = await warnings();
    expect(told.map(({ subject, data }) => [subject, data.credential, data.daysLeft, data.expires])).toEqual([
      [secret.id, 'client-secret', 60, '2027-03-01'],
      [secret.id, 'client-secret', 13, '2027-03-01'],
      [secret.id, 'client-secret', 1, '2027-03-01'],
      [secret.id, 'client-secret', -1, '2027-03-01'],
    ]);
    expect(told.every(({ subject, data }) => subject === data.profileId)).toBe(true);
    expect(await ended()).toBe(8);
  });

  it('is shown in the overview and as a metric', async () => {
    const { expiring } = await running.get<ExpiryOverview>('expiry');
    expect(expiring.map(({ profileName, level }) => [profileName, level])).toEqual([
      ['Secret', 'ended'],
      ['Certificate', 'fine'],
    ]);
    expect(expiring[0]?.text).toEqual({
      da: 'Hemmeligheden er udløbet (2027-03-01).',
      en: 'The secret has expired (2027-03-01).',
    });
    await replica.stop();
    replica = await running.another();
    const metric =
      /contact_sync_days_to_expiry\{what="profile Secret: client-secret",service="auth-profile"\} (-\d+)\./;
    await waitFor(async () => metric.test(await replica.metrics.text()));
  });

  it('what was renewed is warned of anew, and nothing of what was deleted', async () => {
    const { version } = secret;
    const fields = { clientSecret: 's2', secretExpires: '2027-03-08' };
    expect((await running.ask('PATCH', `profiles/${secret.id}`, { version, fields })).status).toBe(200);
    await dayComes('2027-03-04');
    expect((await warnings()).slice(4).map(({ data }) => [data.daysLeft, data.expires])).toEqual([[4, '2027-03-08']]);
    expect((await running.ask('DELETE', `profiles/${secret.id}?version=${version + 1}`)).status).toBe(204);
    await dayComes('2027-03-09');
    expect(await warnings()).toHaveLength(5);
  });

  it('a certificate is warned of by its own last moment', async () => {
    const day = (before: number): string => new Date(end.getTime() - before * 86_400_000).toISOString().slice(0, 10);
    await dayComes(day(62));
    expect(await warnings()).toHaveLength(5);
    await dayComes(day(7));
    const last = (await warnings()).at(-1);
    expect(last).toMatchObject({
      subject: certificate.id,
      data: { credential: 'certificate', expires: end.toISOString().slice(0, 10) },
    });
  });
});
