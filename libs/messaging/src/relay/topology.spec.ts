import { MESSAGES } from '@contact-sync/contracts';
import { matches, parkedQueueOf, productTopology, queuesFor } from './topology';

it.each([
  ['contact.changed.v1', 'contact.changed.v1', true],
  ['contact.changed.v1', 'contact.changed.v2', false],
  ['contact.*.v1', 'contact.changed.v1', true],
  ['contact.*', 'contact.changed.v1', false],
  ['contact.#', 'contact.changed.v1', true],
  ['contact.#', 'contact', true],
  ['#', 'anything.at.all', true],
  ['#.v1', 'contact.changed.v1', true],
  ['#.v1', 'contact.changed.v2', false],
  ['*.changed.#', 'contact.changed.v1', true],
  ['contact.#.v1', 'contact.v1', true],
])('%s fits %s: %s', (binding, key, fits) => expect(matches(binding, key)).toBe(fits));

it('each service with tasks has one queue for them', () => {
  const topology = productTopology();
  expect(queuesFor(topology, 'cpr-sync.delivery.import.v1')).toEqual(['cpr-sync.tasks']);
  expect(queuesFor(topology, 'contact.changed.v1')).toEqual([]);
});

it('what others tell us has a queue of its own, to which nothing leads that we send', () => {
  const topology = productTopology();
  const leading = MESSAGES.filter(({ type }) => queuesFor(topology, type).includes('contact-desk.inbound'));
  expect(leading.map(({ type }) => type)).toEqual([
    'case.opened.v1',
    'case.closed.v1',
    'case.reopened.v1',
    'party.added.v1',
    'party.removed.v1',
    'external-contact.created.v1',
    'external-contact.changed.v1',
    'external-contact.ended.v1',
    'refresh.wanted.v1',
  ]);
  expect(leading.map(({ kind }) => kind)).toEqual(leading.map(() => 'inbound'));
});

it('under another exchange everything has other names', () => {
  const topology = productTopology('test_1', [{ queue: 'listener.events', keys: ['contact.#'] }]);
  expect(topology.deadLetterExchange).toBe('test_1.parked');
  expect(queuesFor(topology, 'contact.changed.v1')).toEqual(['test_1.listener.events']);
  expect(parkedQueueOf('test_1.cpr-sync.tasks')).toBe('test_1.cpr-sync.tasks.parked');
});
