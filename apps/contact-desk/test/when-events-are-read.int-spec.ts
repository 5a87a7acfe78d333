import { waitFor } from '@contact-sync/testing';
import { named, number, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

interface Feed {
  events: { id: string; type: string; subject: string; sequence: string; data: object }[];
  next: string;
}

describe('when events are read', () => {
  let desk: RunningDesk;
  beforeAll(async () => void (desk = await runningDesk()));
  afterAll(() => desk.stop());

  const feed = async (query: string) => (await desk.ask<Feed>('GET', `/contact-desk/events?${query}`)).body;
  const published = (count: number) =>
    waitFor(async () => (await feed('from=start&limit=1000')).events.length === count, { what: `${count} events` });

  it('each comes once, those of one contact in their order, over pages of any size', async () => {
    const people = Array.from({ length: 20 }, (_, n) => number(n));
    for (const day of [3, 4, 5]) {
      await desk.register.applyBatch(
        desk.database.pool,
        people.map((pnr) => said(pnr, day, { name: named(`Anna ${day}`, 'Holm') })),
      );
    }
    await published(60);
    const events: Feed['events'] = [];
    for (let page = await feed('limit=7'); page.events.length > 0; page = await feed(`limit=7&after=${page.next}`)) {
      events.push(...page.events);
    }
    expect(new Set(events.map(({ id }) => id)).size).toBe(60);
    for (const subject of new Set(events.map((event) => event.subject))) {
      const own = events.filter((event) => event.subject === subject);
      expect(own.map(({ type, sequence }) => [type, sequence])).toEqual([
        ['dk.contact-sync.contact.created.v1', '1'],
        ['dk.contact-sync.contact.changed.v1', '2'],
        ['dk.contact-sync.contact.changed.v1', '3'],
      ]);
    }
    expect(events[0]).toMatchObject({ specversion: '1.0', data: { nameType: 'C', register: 'cpr' } });
    expect(JSON.stringify(events)).not.toMatch(/610180|Anna|Holm/);
  });

  it('a reader that begins now gets what comes after, and its place keeps its meaning', async () => {
    const { events, next } = await feed('from=now');
    expect(events).toEqual([]);
    expect((await feed(`after=${next}`)).next).toBe(next);
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 9, { name: named('Bo', 'Ny') })]);
    await published(61);
    expect((await feed(`after=${next}`)).events.map(({ type }) => type)).toEqual([
      'dk.contact-sync.contact.changed.v1',
    ]);
  });

  it('a place that is none is refused', async () => {
    expect((await desk.ask('GET', '/contact-desk/events?after=yesterday')).status).toBe(400);
    expect((await desk.ask('GET', '/contact-desk/events?after=1.1&from=now')).status).toBe(400);
    expect((await desk.ask('GET', '/contact-desk/events?limit=1001')).status).toBe(400);
  });
});
