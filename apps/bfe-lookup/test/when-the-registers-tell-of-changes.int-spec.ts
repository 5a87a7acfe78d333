import { CallFailed } from '@contact-sync/outbound';
import type { EventPage, PropertyObject } from '@contact-sync/registers-bfe';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { found, mat, OWNERS, PropertyDesk } from './property-desk';

const NUMBERS = ['2154708', '2073922', '100165718'] as const;

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase({ owners: OWNERS });
});
afterAll(() => database.drop());

describe('when the registers tell of changes', () => {
  let desk: PropertyDesk;
  let ids: [string, string, string];
  beforeEach(async () => {
    desk = await PropertyDesk.on(database);
    ids = (await desk.typed(...NUMBERS)) as typeof ids;
  });
  afterEach(() => desk.end());

  const marks = () => desk.rows('select register, mark from bfe.event_mark order by register');
  const page = (
    register: EventPage['register'],
    mark: string,
    ...events: [entity: string, id: string][]
  ): EventPage => ({
    register,
    mark,
    events: events.map(([entity, objectId]) => ({ entity, objectId, key: `${mark} ${objectId}` })),
  });
  /** Marks are taken, and every property was read; two stand on one road. */
  async function following(ofFirst: readonly PropertyObject[] = []): Promise<void> {
    desk.read = (numbers, context) =>
      Promise.resolve(
        numbers.map((number, at) =>
          found(`Property ${number}`, number, context, {
            ids: [
              mat(number),
              ...(at < 2 ? [{ register: 'DAR' as const, objectId: 'road' }] : []),
              ...(at === 0 ? ofFirst : []),
            ],
          }),
        ),
      );
    await desk.readEvents();
    await desk.carryOut(await desk.claimed([]));
    expect(await desk.wanted()).toEqual([]);
  }

  it('first marks are taken, and every property is read, typed ones too', async () => {
    await desk.readEvents();
    expect(await marks()).toEqual([
      { register: 'EBR', mark: '20' },
      { register: 'MAT', mark: '10' },
    ]);
    expect(await desk.wanted()).toEqual(ids);
  });

  it('each that an event is about is wanted once, strangers are only counted, and the marks move', async () => {
    desk.marks = { MAT: '10', EBR: '20', DAR: '30' };
    await following();
    desk.pages = [
      page('MAT', '11', ['SamletFastEjendom', NUMBERS[2]], ['SamletFastEjendom', '999']),
      page('MAT', '12', ['SamletFastEjendom', NUMBERS[2]]),
      page('DAR', '31', ['NavngivenVej', 'road']),
    ];
    await desk.readEvents();
    expect(await desk.wanted()).toEqual(ids);
    expect(desk.counts).toMatchObject({ events: 4, unknown: 1 });
    expect(await marks()).toEqual([
      { register: 'DAR', mark: '31' },
      { register: 'EBR', mark: '20' },
      { register: 'MAT', mark: '12' },
    ]);
    await desk.carryOut(await desk.claimed([]));
    await desk.readEvents();
    expect(await desk.wanted()).toEqual([]);
  });

  it('a new row on where a property lies, and a parcel that came from elsewhere, are found by asking', async () => {
    await following();
    desk.locations.set('new row', NUMBERS[0]);
    desk.parcels.set('parcel', NUMBERS[1]);
    desk.pages = [
      page('EBR', '21', ['Ejendomsbeliggenhed', 'new row'], ['Ejendomsbeliggenhed', 'of nobody']),
      page('MAT', '11', ['Jordstykke', 'parcel']),
    ];
    await desk.readEvents();
    expect(await desk.wanted()).toEqual([ids[0], ids[1]]);
  });

  it('a new relation and a new ownership are found by asking, those that are known are not asked for', async () => {
    desk.settings = { ...desk.settings, readOwners: true };
    desk.marks = { MAT: '10', BBR: '20', EJF: '30' };
    await following([{ register: 'EJF', objectId: 'known' }]);
    desk.relations.set('new relation', NUMBERS[2]);
    desk.ownerships.set('new ownership', NUMBERS[2]);
    // Whose it is stands here already: what the register would say is not asked for.
    desk.ownerships.set('known', NUMBERS[1]);
    desk.pages = [
      page('BBR', '21', ['Ejendomsrelation', 'new relation']),
      page('EJF', '31', ['Ejerskab', 'new ownership'], ['Ejerskab', 'known'], ['Ejerskab', 'of nobody']),
    ];
    await desk.readEvents();
    expect([await desk.wanted(), desk.problems]).toEqual([[ids[0], ids[2]], []]);
    expect(await marks()).toContainEqual({ register: 'EJF', mark: '31' });
  });

  it('owners that may not be read are said once, stop nothing, and are caught up with when they may be', async () => {
    desk.settings = { ...desk.settings, readOwners: true };
    desk.marks = { MAT: '10', EJF: '30' };
    desk.ownersFail = new CallFailed('refused', 'DAF-AUTH-0001');
    await desk.readEvents();
    expect([desk.problems, await marks()]).toEqual([['owner-events-refused'], [{ register: 'MAT', mark: '10' }]]);
    await desk.carryOut(await desk.claimed([]));
    desk.pages = [page('MAT', '11', ['SamletFastEjendom', NUMBERS[2]]), page('EJF', '31', ['Ejerskab', 'sold'])];
    await desk.readEvents();
    expect([desk.problems, await desk.wanted()]).toEqual([['owner-events-refused'], [ids[2]]]);
    expect(await desk.rows('select lane from service_queue.register_lane')).toEqual([]);

    // The access is given: from now on their events are read, and every property once.
    desk.ownersFail = undefined;
    await desk.carryOut(await desk.claimed([]));
    await desk.readEvents();
    expect([desk.problems, await desk.wanted()]).toEqual([[], ids]);
    await desk.carryOut(await desk.claimed([]));
    // It is taken away again.
    desk.ownersFail = new CallFailed('refused', 'DAF-AUTH-0001');
    await desk.readEvents();
    expect(desk.problems).toEqual(['owner-events-refused']);
    expect(await marks()).toContainEqual({ register: 'EJF', mark: '30' });
    desk.ownersFail = undefined;
    desk.ownerships.set('sold', NUMBERS[0]);
    await desk.readEvents();
    expect(await desk.wanted()).toEqual([ids[0]]);
  });

  it.each([
    ['by an API key', true, 'api-key'],
    ['while no owners are kept', false, 'graphql-certificate'],
  ] as const)('the register of owners is not asked %s', async (_, readOwners, kind) => {
    desk.settings = { ...desk.settings, readOwners };
    desk.kind = kind;
    desk.marks = { MAT: '10', EJF: '30' };
    desk.ownersFail = new CallFailed('refused', 'DAF-AUTH-0001');
    await desk.readEvents();
    await desk.readEvents();
    expect([desk.problems, await marks()]).toEqual([[], [{ register: 'MAT', mark: '10' }]]);
  });

  it('a reading that another one overtook makes no tasks, and moves no mark back', async () => {
    await following();
    desk.locations.set('new row', NUMBERS[0]);
    desk.pages = [page('EBR', '21', ['Ejendomsbeliggenhed', 'new row'])];
    desk.meanwhile = () => desk.rows(`update bfe.event_mark set mark = '29' where register = 'EBR'`);
    await desk.readEvents();
    expect([await desk.wanted(), desk.problems]).toEqual([[], []]);
    expect(await marks()).toContainEqual({ register: 'EBR', mark: '29' });
  });

  it('when a register goes away in the middle, what was read is kept, and the rest is read later', async () => {
    await following();
    desk.pages = [page('MAT', '11', ['SamletFastEjendom', NUMBERS[0]])];
    desk.eventsFail = new CallFailed('unavailable', 'http-503');
    await desk.readEvents();
    expect(desk.problems).toEqual(['register-away']);
    expect(await desk.wanted()).toEqual([ids[0]]);
    expect(await desk.rows('select lane, error_code from service_queue.register_lane')).toEqual([
      { lane: 'bfe', error_code: 'http-503' },
    ]);
    expect(await marks()).toContainEqual({ register: 'MAT', mark: '11' });
  });

  it('a mark that the register does not know is given up, and everything is read again', async () => {
    await following();
    desk.eventsFail = new CallFailed('wrong', 'event-mark-unknown');
    await desk.readEvents();
    expect([desk.problems, await marks()]).toEqual([['mark-lost'], []]);
    desk.eventsFail = undefined;
    await desk.readEvents();
    expect(await desk.wanted()).toEqual(ids);
  });

  it('nothing is read without a profile, by a road that has no events, or while following is turned off', async () => {
    desk.kind = 'rest-certificate';
    await desk.readEvents();
    expect(desk.problems).toEqual(['no-events-by-rest']);
    desk.settings = { ...desk.settings, followEvents: false };
    await desk.readEvents();
    expect(desk.problems).toEqual(['events-off']);
    desk.settings = { ...desk.settings, authProfile: '' };
    await desk.readEvents();
    expect(desk.problems).toEqual(['no-profile']);
    expect(await marks()).toEqual([]);
  });
});
