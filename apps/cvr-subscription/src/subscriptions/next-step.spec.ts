import type { Following } from '../following/following';
import { nextStep, type Standing } from './next-step';

const NOBODY: Following = { token: 0, readingWanted: false };
const ALL: Following = {
  at: { provider: 'datafordeler', authProfile: 'cvr' },
  mark: '51',
  token: 3,
  gatheredAt: new Date('2026-11-20T09:00:00Z'),
  readingWanted: false,
};
const REST: Standing = {
  cvrUpdate: true,
  provider: 'datafordeler',
  following: ALL,
  toCancel: false,
  heldElsewhere: false,
  toMake: false,
};

it('rests when everything is as the settings say', () => {
  expect(nextStep(REST)).toBe('rest');
  expect(nextStep({ ...REST, cvrUpdate: false, following: NOBODY })).toBe('rest');
});

it('takes the mark of the events before the first contact is subscribed, and gathers before it subscribes', () => {
  expect(nextStep({ ...REST, following: NOBODY, toMake: true })).toBe('follow-anew');
  const { mark: _mark, gatheredAt: _gatheredAt, ...anew } = ALL;
  expect(nextStep({ ...REST, following: anew, toMake: true })).toBe('take-mark');
  expect(nextStep({ ...REST, following: { ...anew, mark: '51' }, toMake: true })).toBe('gather');
  expect(nextStep({ ...REST, toMake: true })).toBe('subscribe');
});

it('cancels before anything else', () => {
  expect(nextStep({ ...REST, toCancel: true, toMake: true })).toBe('cancel');
  expect(nextStep({ ...REST, provider: 'logic', toCancel: true, heldElsewhere: true })).toBe('cancel');
});

it('follows at the new provider only when nothing is left at the old one', () => {
  const changed: Standing = { ...REST, provider: 'logic', heldElsewhere: true };
  // One whose cancellation failed waits for its time, and so does the change.
  expect(nextStep(changed)).toBe('rest');
  expect(nextStep({ ...changed, heldElsewhere: false })).toBe('follow-anew');
});

it('forgets where it was when CVR update is off and the last is cancelled', () => {
  const off: Standing = { ...REST, cvrUpdate: false, toMake: false };
  expect(nextStep({ ...off, toCancel: true, heldElsewhere: true })).toBe('cancel');
  expect(nextStep({ ...off, heldElsewhere: true })).toBe('rest');
  expect(nextStep(off)).toBe('follow-nobody');
});
