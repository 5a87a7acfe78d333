import { joinSlices, latin1Bytes, type PersonSlice } from '@contact-sync/contacts-off4';
import { cprSettings, type CprSettings } from '../settings';
import { FileView } from './sighting';

const defaults = Object.fromEntries(
  Object.entries(cprSettings).map(([name, setting]) => [name, setting.default]),
) as unknown as CprSettings;
const facts = { taskNumber: '110901', productionDate: '2026-03-02' };
const view = (settings: Partial<CprSettings> = {}, types: string[] = ['001', '008', '099']) =>
  new FileView('d260302.l110901', facts, types, { ...defaults, ...settings });

const set = (...records: string[]): PersonSlice => {
  const slices = records.map((record, at): PersonSlice => {
    const bytes = latin1Bytes(record);
    return { kind: 'person', pnr: '6101801234', lines: [at + 2], spans: [0, bytes.length], bytes };
  });
  const [first, ...rest] = slices;
  if (first === undefined) throw new Error('a set has records');
  return joinSlices([first, ...rest]);
};
const person = '0016101801234          01000000000000 M1980-01-61';
const name = '0086101801234Åse';
const event = '0996101801234202603021715A01';

it('an event makes a set newer, and no other set', () => {
  const quiet = view().sightingOf(set(person, name));
  const told = view().sightingOf(set(person, name, event));
  expect(told.fingerprint).toBe(quiet.fingerprint);
  expect(told.clock > quiet.clock).toBe(true);
});

it('a set is the same whatever the order of its records and the blanks behind them', () => {
  expect(view().sightingOf(set(`${name}   `, person)).fingerprint).toBe(
    view().sightingOf(set(person, name)).fingerprint,
  );
});

it.each([
  ['another letter', view(), set(person, '0086101801234Ase')],
  ['another setting', view({ endDateForStatus90: false }), set(person, name)],
  ['another rule about manual edits', view({ forceUpdate: false }), set(person, name)],
  ['other record types ordered', view({ recordTypes: ['001', '008'] }), set(person, name)],
  ['other record types for the task', view({ taskRecordTypes: ['110901: 001 008'] }), set(person, name)],
])('%s makes a fingerprint of its own', (_, other, slice) =>
  expect(other.sightingOf(slice).fingerprint).not.toBe(view().sightingOf(set(person, name)).fingerprint),
);

it('record types that say nothing of a contact do not count', () => {
  const more = view({}, ['001', '008', '099', '010', '023']).sightingOf(set(person, name));
  expect(more.fingerprint).toBe(view().sightingOf(set(person, name)).fingerprint);
});
