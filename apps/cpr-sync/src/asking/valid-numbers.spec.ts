import type { Observation } from '@contact-sync/contacts-model';
import type { FoundPerson, PersonReading } from './person-reading';
import { readWithValidNumbers } from './valid-numbers';
import type { WantedPerson } from './wanted-person';

const OLD = '6101801234';
const NEW = '6202801235';
const NEWEST = '6303801236';
const wanted = (nameCode: string): WantedPerson => ({
  key: { nameType: 'C', nameCode },
  subscribe: { kind: 'import', by: 'test', purpose: 'a test' },
});
const found = (nameCode: string, validNumber = nameCode): PersonReading => ({
  outcome: 'found',
  observation: { subject: { nameType: 'C', nameCode }, validNumber } as Observation,
  remarks: [`of ${nameCode.slice(0, 2)}`],
  subscribed: [{ number: nameCode, reason: { kind: 'import', by: 'test', purpose: 'a test' } }],
  ...(validNumber !== nameCode && { validNumber }),
});

/** Reads from what CPR would say; everything not told of is unknown to it. */
async function readAll(numbers: string[], told: PersonReading[], maySend = (_: string) => true) {
  const asked: string[][] = [];
  const byNumber = new Map(told.map((one) => [(one as FoundPerson).observation.subject.nameCode, one]));
  const readings = await readWithValidNumbers(
    numbers.map(wanted),
    (some) => {
      expect(some.every(({ subscribe }) => subscribe?.kind === 'import')).toBe(true);
      asked.push(some.map(({ key }) => key.nameCode));
      return Promise.resolve(some.map(({ key }) => byNumber.get(key.nameCode) ?? { outcome: 'not-found' as const }));
    },
    maySend,
  );
  const further = readings.map((one) =>
    one.outcome === 'found' ? (one.further ?? []).map(({ subject }) => subject.nameCode) : one.outcome,
  );
  return { asked, further, readings };
}

it('a valid number is read once', async () => {
  const { asked, further } = await readAll([NEW], [found(NEW)]);
  expect(asked).toEqual([[NEW]]);
  expect(further).toEqual([[]]);
});

it('a changed number is followed to the end, with what was subscribed on the way', async () => {
  const { asked, further, readings } = await readAll(
    [OLD, NEWEST],
    [found(OLD, NEW), found(NEW, NEWEST), found(NEWEST)],
  );
  expect(asked).toEqual([[OLD, NEWEST], [NEW], [NEWEST]]);
  expect(further).toEqual([[NEW, NEWEST], []]);
  const [first] = readings as FoundPerson[];
  expect(first?.subscribed?.map(({ number }) => number)).toEqual([OLD, NEW, NEWEST]);
  expect(first?.remarks).toEqual(['of 61', 'of 62', 'of 63']);
});

it('numbers that name each other end somewhere', async () => {
  const { asked } = await readAll([OLD], [found(OLD, NEW), found(NEW, OLD)]);
  expect(asked).toEqual([[OLD], [NEW]]);
});

it('a number that may not be sent is not asked for', async () => {
  const { asked, further } = await readAll([OLD], [found(OLD, NEW), found(NEW)], (number) => number !== NEW);
  expect(asked).toEqual([[OLD]]);
  expect(further).toEqual([[]]);
});

it('a valid number that CPR does not know leaves what was said of the old one', async () => {
  const { readings, further } = await readAll([OLD], [found(OLD, NEW)]);
  expect(further).toEqual([[]]);
  expect((readings[0] as FoundPerson).remarks).toEqual(['of 61', 'CPR does not know the number that is valid instead']);
});
