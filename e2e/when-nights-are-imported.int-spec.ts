import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPopulation,
  writeDeliveries,
  type DeliveryFile,
  type PersonState,
  type WriteDeliveriesOptions,
} from '@contact-sync/register-simulator';
import { personsToldOf, type Report } from './running/client';
import { cprSyncInProcess, type CprSyncInProcess } from './running/cpr-sync-in-process';
import { expectedFormerAddresses, expectedNamedRelatives, expectedPerson } from './register/expected-person';
import { Reading } from './register/reading';
import { registerState } from './register/register-state';
import { shuffled } from './shuffled';

const NIGHTS = 6;
const POPULATION = { seed: 'nights', persons: 400, changed: 0.05 };

const population = createPopulation(POPULATION);
const persons = [...population.personsAfter(NIGHTS)];
const inForce = persons.filter(({ validNumber }) => validNumber === '');
const replaced = persons.filter(({ validNumber }) => validNumber !== '');

type Form = Pick<WriteDeliveriesOptions, 'layout' | 'addresses'>;

describe('when a first load and the nights after it are imported', () => {
  let folder: string;
  let service: CprSyncInProcess;
  let files: DeliveryFile[];
  let reports: Report[];
  let reading: Reading;

  const write = (out: string, form: Form = {}): Promise<DeliveryFile[]> =>
    writeDeliveries({ ...POPULATION, ...form, nights: NIGHTS, out: join(folder, out), population });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-sync-nights-'));
    files = await write('in-order');
    service = await cprSyncInProcess();
    reports = [];
    for (const file of files) reports.push(await service.client.import(file));
    reading = await Reading.of(service.database.pool);
  });
  afterAll(async () => {
    await service.end();
    await rm(folder, { recursive: true });
  });

  it('every file is imported whole', () => {
    const whole = files.map(({ name, records, persons: count }) => ({ file: name, records, persons: count }));
    expect(reports).toMatchObject(
      whole.map((facts) => ({ ...facts, state: 'imported', held: 0, stale: 0, problems: [] })),
    );
    expect(reports.map(personsToldOf)).toEqual(whole.map(({ persons: count }) => count));
  });

  it('the register shows every person as the population has them', async () => {
    const shown = await Promise.all(inForce.map(({ number }) => reading.person(number)));
    expect(shown).toEqual(inForce.map(expectedPerson));
  });

  it('it shows nobody else, and no relative that was not imported', async () => {
    expect(await reading.persons()).toEqual({ numbers: inForce.map(({ number }) => number).sort(), placeholders: 0 });
  });

  it('a replaced number leads to the person who had it', async () => {
    expect(replaced.length).toBeGreaterThan(8);
    const leadTo = await Promise.all(replaced.map(({ number }) => reading.inForce(number)));
    expect(leadTo).toEqual(replaced.map(inForceNow));
  });

  it('relatives without a number are contacts of their own', async () => {
    const expected = inForce.flatMap(expectedNamedRelatives);
    expect(expected.filter(({ address }) => address !== undefined)).not.toEqual([]);
    expect(await Promise.all(expected.map((one) => reading.namedRelative(one.name1, one.name2)))).toEqual(expected);
  });

  it('former addresses tell where persons lived, and until when', async () => {
    const settled = persons.filter(({ number }) => !tookPartInAChange(number));
    const expected = settled.map(({ number }) => expectedFormerAddresses(statesOf(number)));
    expect(expected.flat().length).toBeGreaterThan(30);
    expect(await Promise.all(settled.map(({ number }) => reading.formerAddresses(number)))).toEqual(expected);
  });

  it.each<[string, Form, string | undefined]>([
    ['as a stream', { layout: 'stream' }, undefined],
    ['with addresses apart, in another order, each file twice', { addresses: 'apart', layout: 'lines-crlf' }, 'one'],
    ['both, in another order, each file twice', { addresses: 'apart', layout: 'stream' }, 'two'],
  ])('the same nights %s give the same register', async (words, form, seed) => {
    const other = await cprSyncInProcess();
    try {
      const written = await write(words, form);
      for (const file of seed === undefined ? written : shuffled([...written, ...written], seed)) {
        const report = await other.client.import(file, { again: 'true' });
        expect(report).toMatchObject({ state: 'imported', persons: file.persons, held: 0 });
        expect(personsToldOf(report)).toBe(file.persons);
      }
      expect(await registerState(other.database.pool)).toEqual(await registerState(service.database.pool));
    } finally {
      await other.end();
    }
  });
});

/** The last of a chain of replaced numbers. */
function inForceNow({ number, validNumber }: PersonState): string {
  if (validNumber === '') return number;
  const next = population.findPerson(validNumber, NIGHTS);
  return next === undefined ? validNumber : inForceNow(next);
}

function statesOf(number: string): PersonState[] {
  const states = Array.from({ length: NIGHTS + 1 }, (_, night) => population.findPerson(number, night));
  return states.filter((state) => state !== undefined);
}

/** Two sets of one human being are put together then: whose address is the former one depends on both. */
function tookPartInAChange(number: string): boolean {
  return statesOf(number).some(({ validNumber, earlierNumbers }) => validNumber !== '' || earlierNumbers.length > 0);
}
