import type { UnitEvent } from '@contact-sync/registers-cvr';
import { consolidate, type Consolidation } from './consolidate';
import { REREAD, UPDATE } from './update-tasks';

const event = (objectId: string, more: Partial<UnitEvent> = {}): UnitEvent => ({ objectId, key: objectId, ...more });

const tasks = (more: Partial<Consolidation>): unknown =>
  consolidate({
    events: [],
    contactsOf: new Map([
      ['4000000001', ['11']],
      ['4000000002', ['12']],
    ]),
    unfinished: [],
    unwanted: new Set(),
    token: 8,
    today: '2026-11-22',
    rereadAt: (day) => new Date(`${day}T05:00:00Z`),
    ...more,
  });

const update = (contactId: string, more: object = {}): object => ({
  type: UPDATE,
  subject: contactId,
  data: { contactId, activeTasksToken: '8', ...more },
});

it('one task for each contact, however many events and unfinished tasks are about it', () => {
  const events = [event('4000000001'), event('4000000001'), event('4000000002'), event('4000000001')];
  expect(tasks({ events, unfinished: [{ contactId: '11' }, { contactId: '14' }] })).toEqual([
    update('11'),
    update('14'),
    update('12'),
  ]);
});

it('nothing for objects of nobody', () => {
  expect(tasks({ events: [event('4999999999')] })).toEqual([]);
});

it('an exempt contact is not updated because of what was unfinished', () => {
  expect(tasks({ unfinished: [{ contactId: '11' }, { contactId: '12' }], unwanted: new Set(['12']) })).toEqual([
    update('11'),
  ]);
});

it('two contacts of one object are both updated', () => {
  const contactsOf = new Map([['4000000001', ['11', '13']]]);
  expect(tasks({ events: [event('4000000001')], contactsOf })).toEqual([update('11'), update('13')]);
});

describe('the day on which a unit ceased', () => {
  it('goes on from an unfinished task, though its newer event says nothing of it', () => {
    const unfinished = [{ contactId: '11', ceased: '2026-11-01' }];
    expect(tasks({ unfinished })).toEqual([update('11', { ceased: '2026-11-01' })]);
    expect(tasks({ unfinished, events: [event('4000000001')] })).toEqual([update('11', { ceased: '2026-11-01' })]);
  });

  it('is what the newest event says that says one', () => {
    const events = [
      event('4000000001', { ceased: '2026-11-02' }),
      event('4000000001', { ceased: '2026-11-03' }),
      event('4000000001'),
    ];
    expect(tasks({ unfinished: [{ contactId: '11', ceased: '2026-11-01' }], events })).toEqual([
      update('11', { ceased: '2026-11-03' }),
    ]);
  });
});

describe('what takes effect later', () => {
  const reread = (contactId: string, dueAt: string): object => ({
    type: REREAD,
    subject: contactId,
    data: { contactId },
    dueAt: new Date(dueAt),
  });

  it('is read again on the first such day, besides now', () => {
    const events = [
      event('4000000001', { effective: '2027-01-01' }),
      event('4000000001', { effective: '2026-12-01' }),
      event('4000000001', { effective: '2027-06-01' }),
    ];
    expect(tasks({ events })).toEqual([update('11'), reread('11', '2026-12-01T05:00:00Z')]);
  });

  it('needs no second reading when it is in effect already', () => {
    expect(tasks({ events: [event('4000000001', { effective: '2026-11-22' })] })).toEqual([update('11')]);
  });
});
