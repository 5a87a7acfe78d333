import { joinSlices, PersonReader, type PersonSlice } from '@contact-sync/contacts-off4';
import { dayOfClock, isAfter } from '@contact-sync/contacts-model';
import { delivery, pnr, type InventedPerson } from '../../test/off4-file';
import { FileView } from '../deliveries/sighting';
import { cprSettings, type CprSettings } from '../settings';
import { DirektePersons } from './direkte-persons';
import type { PersonReading } from './person-reading';

const settings: CprSettings = {
  ...(Object.fromEntries(
    Object.entries(cprSettings).map(([name, setting]) => [name, setting.default]),
  ) as unknown as CprSettings),
  substituteNumbers: 'allow',
};
const REASON = { kind: 'import', by: 'test', purpose: 'a test' } as const;
const calledAt = '2026-03-02T10:00:00.000001Z';

/** What is read where CPR answers with these records. */
async function read(number: string, persons: readonly InventedPerson[], subscribe = true): Promise<PersonReading> {
  const data = new Uint8Array(delivery(persons));
  const asked: boolean[] = [];
  const direkte = {
    lookUp: (_: CprSettings, of: string, how: { readonly subscribe: boolean }) => {
      expect(of).toBe(number);
      asked.push(how.subscribe);
      return Promise.resolve(
        persons.length === 0 ? { outcome: 'not-found' as const } : { outcome: 'found' as const, data },
      );
    },
    answers: () => Promise.reject(new Error('nobody asked for a logon')),
  };
  const wanted = { key: { nameType: 'C', nameCode: number }, ...(subscribe && { subscribe: REASON }) };
  const [reading] = await new DirektePersons(direkte).read([wanted], { settings, calledAt });
  expect(asked).toEqual([subscribe]);
  if (reading === undefined) throw new Error('there is a reading for each');
  return reading;
}

it('a person is observed as a file of that day would have it, and recognised as the same', async () => {
  const reading = await read(pnr(1), [{ pnr: pnr(1) }]);
  if (reading.outcome !== 'found') throw new Error(reading.outcome);
  const { observation, subscribed, remarks } = reading;
  expect(observation).toMatchObject({
    register: 'cpr',
    subject: { nameType: 'C', nameCode: pnr(1) },
    asOf: '2026-03-02',
    origin: { road: 'online', source: 'CPR Direkte' },
    validNumber: pnr(1),
  });
  expect(observation.groups.name).toEqual({ fields: { name1: 'Åse', name2: 'Østergård' } });
  expect(subscribed).toEqual([{ number: pnr(1), reason: REASON }]);
  expect([reading.validNumber, remarks]).toEqual([undefined, []]);

  const reader = new PersonReader({ form: 'lines' });
  const slices = [...reader.push(new Uint8Array(delivery([{ pnr: pnr(1) }]))), ...reader.end()];
  const [first, ...rest] = slices.filter((one): one is PersonSlice => one.kind === 'person');
  const facts = { taskNumber: '110901', productionDate: '2026-03-02' };
  const view = new FileView('d260302.l110901', facts, ['001', '002', '003', '008', '012'], settings);
  const sighting = view.sightingOf(joinSlices([first!, ...rest]));
  expect(observation.fingerprint).toBe(sighting.fingerprint);
  expect(dayOfClock(observation.clock)).toBe(dayOfClock(sighting.clock));
  expect(isAfter(sighting.clock, observation.clock)).toBe(true);
});

it('a changed number tells the valid one', async () => {
  expect(await read(pnr(1), [{ pnr: pnr(1), replacedBy: pnr(2) }], false)).toMatchObject({
    outcome: 'found',
    validNumber: pnr(2),
    observation: { groups: {}, validNumber: pnr(2) },
    subscribed: [],
  });
});

it('whom CPR does not know is not subscribed', async () => {
  expect(await read(pnr(1), [])).toEqual({ outcome: 'not-found' });
});

it.each<[string, InventedPerson[], string, RegExp]>([
  ['without 001', [{ pnr: pnr(1), without: ['001'] }], 'no-001', /^record 2 \(001\): The person has no record 001$/],
  ['with a record twice', [{ pnr: pnr(1), more: [`008${pnr(1)}`] }], 'duplicate-record', /^record 7 \(008\)/],
  ['of somebody else', [{ pnr: pnr(2) }], 'other-person', /another person/],
  ['of two', [{ pnr: pnr(1) }, { pnr: pnr(2) }], 'several-persons', /several/],
])('records %s are not used, and the subscription is known all the same', async (_, persons, code, reason) => {
  const reading = await read(pnr(1), persons);
  expect(reading).toEqual({
    outcome: 'unusable',
    code,
    reason: expect.stringMatching(reason),
    subscribed: [{ number: pnr(1), reason: REASON }],
  });
  expect(JSON.stringify({ ...reading, subscribed: [] })).not.toContain(pnr(1));
});
