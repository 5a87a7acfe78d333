import { placeEvent } from './company-event';

const EVENT = {
  id: '4010427449',
  objectType: 'Produktionsenhed',
  action: 'Aendret',
  actionDateTime: '2026-10-16T22:18:20.453821Z',
};

it('names its object, and is known when told again', () => {
  const placed = placeEvent(EVENT);
  expect(placed).toEqual({ objectId: '4010427449', key: expect.any(String) });
  expect(placeEvent({ ...EVENT })?.key).toBe(placed?.key);
});

it.each([
  { id: '4010427450' },
  { objectType: 'Navn' },
  { action: 'Ophoert' },
  { actionDateTime: '2026-10-16T22:18:20.453822Z' },
])('another %j is another event', (other) => {
  expect(placeEvent({ ...EVENT, ...other })?.key).not.toBe(placeEvent(EVENT)?.key);
});

it.each([
  ['Produktionsenhed', 'Ophoert', '2026-10-17'],
  ['produktionsenhed', 'OPHOERT', '2026-10-17'],
  ['Produktionsenhed', 'ophørt', '2026-10-17'],
  ['Navn', 'Ophoert', undefined],
  ['Virksomhed', 'Ophoert', undefined],
  ['Produktionsenhed', 'Aendret', undefined],
])('%s %s says of the end: %j', (objectType, action, ceased) => {
  expect(placeEvent({ ...EVENT, objectType, action })?.ceased).toBe(ceased);
});

it('without an object is placed nowhere; without anything else it still tells of one', () => {
  expect(placeEvent({ objectType: 'Navn' })).toBeUndefined();
  expect(placeEvent({ id: '1' })).toEqual({ objectId: '1', key: '["1",null,null,null]' });
  expect(placeEvent({ id: '1', objectType: 'Produktionsenhed', action: 'Ophoert' })).not.toHaveProperty('ceased');
});
