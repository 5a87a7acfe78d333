import { shownState } from './subscription';

it.each([
  [true, 'none', false, 'waiting'],
  [true, 'subscribing', false, 'subscribing'],
  [true, 'subscribed', false, 'subscribed'],
  [true, 'unknown', false, 'unknown'],
  [false, 'subscribing', false, 'cancelling'],
  [false, 'subscribed', false, 'cancelling'],
  [false, 'none', false, 'cancelled'],
  [false, 'unknown', false, 'cancelled'],
  // An exempt contact is still cancelled at the provider first.
  [false, 'subscribed', true, 'cancelling'],
  [false, 'none', true, 'exempt'],
] as const)('wanted %s and %s, exempt %s, is shown as %s', (wanted, state, isExempt, shown) => {
  expect(shownState({ wanted, state, isExempt })).toBe(shown);
});
