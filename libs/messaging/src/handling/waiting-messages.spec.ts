import { WaitingMessages, type Incoming } from './waiting-messages';

const message = (type: string, subject: string, id = `${type} ${subject}`): Incoming => ({
  message: { id, type, subject, source: '/s', time: '2026-03-02T05:31:07Z', data: {} },
});
const waiting = (...messages: Incoming[]): WaitingMessages<Incoming> => {
  const all = new WaitingMessages<Incoming>();
  for (const one of messages) all.add(one);
  return all;
};
const ids = (batch: Incoming[]): string[] => batch.map(({ message: { id } }) => id);
const limit = () => 500;

it('takes one type at a time, in order', () => {
  const all = waiting(message('a', '1'), message('b', '2'), message('a', '3'));
  expect(ids(all.take(new Set(), limit))).toEqual(['a 1', 'a 3']);
  expect(ids(all.take(new Set(), limit))).toEqual(['b 2']);
  expect(ids(all.take(new Set(), limit))).toEqual([]);
});

it('takes no more than the handler wants', () => {
  const all = waiting(message('a', '1'), message('a', '2'), message('a', '3'));
  expect(ids(all.take(new Set(), () => 2))).toEqual(['a 1', 'a 2']);
  expect(all.size).toBe(1);
});

it('leaves busy subjects alone', () => {
  const all = waiting(message('a', '1'), message('a', '2'));
  expect(ids(all.take(new Set(['1']), limit))).toEqual(['a 2']);
  expect(ids(all.take(new Set(), limit))).toEqual(['a 1']);
});

it('lets no message overtake an earlier one of its subject', () => {
  const all = waiting(
    message('changed', '1'),
    message('created', '2'),
    message('changed', '2'),
    message('changed', '3'),
  );
  expect(ids(all.take(new Set(), limit))).toEqual(['changed 1', 'changed 3']);
  expect(ids(all.take(new Set(['1', '3']), limit))).toEqual(['created 2']);
  expect(ids(all.take(new Set(['1', '3', '2']), limit))).toEqual([]);
  expect(ids(all.take(new Set(), limit))).toEqual(['changed 2']);
});
