import fc from 'fast-check';
import type { Observation, ObservedGroup, Reference } from '@contact-sync/contacts-model';
import { emptyRegister, endState } from './end-state';
import { byName, byNumber, freshRegister, number, replaced, said } from './people';
import type { TestRegister } from './people';

const PERSONS = 4;

/** What the register may say of a person on one day. */
interface Statement {
  readonly person: number;
  readonly replacedBy?: number;
  readonly earlier: readonly number[];
  readonly name?: string;
  readonly movedOn?: number;
  readonly spouse?: number;
  readonly father?: string;
  readonly status?: string;
}

const person = fc.integer({ min: 1, max: PERSONS });
const statement: fc.Arbitrary<Statement> = fc.record(
  {
    person,
    replacedBy: fc.option(person, { freq: 3, nil: undefined }),
    earlier: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.uniqueArray(person, { maxLength: 2 }) },
    ),
    name: fc.constantFrom('Anna', 'Bente'),
    movedOn: fc.integer({ min: 1, max: 3 }),
    spouse: person,
    father: fc.constantFrom('Ole', 'Per'),
    status: fc.constantFrom('01', '80', '90'),
  },
  { requiredKeys: ['person', 'replacedBy', 'earlier'] },
);

/** Each statement is of a day of its own, so that no two of one delivery contradict each other. */
function observations(statements: readonly Statement[]): Observation[] {
  return statements.map((one, at) => {
    const [pnr, day] = [number(one.person), at + 1];
    if (one.replacedBy !== undefined && one.replacedBy !== one.person)
      return replaced(pnr, number(one.replacedBy), day);
    const earlierNumbers = one.earlier
      .filter((other) => other !== one.person)
      .map(number)
      .sort();
    const seen = said(pnr, day, { numbers: earlierNumbers.length > 0 ? { earlierNumbers } : {} });
    const groups: Record<string, ObservedGroup | undefined> = { ...seen.groups };
    // What is not told of this day the road did not deliver.
    if (one.name === undefined) delete groups.name;
    else groups.name = { fields: { name1: one.name, name2: 'Holm' } };
    if (one.movedOn === undefined) delete groups.main_address;
    else
      groups.main_address = { address: { address1: `Vej ${one.movedOn}`, start: { date: `2020-01-0${one.movedOn}` } } };
    if (one.status === undefined) delete groups.status;
    else
      groups.status = {
        info: { Status: [{ value: one.status }] },
        ...(one.status === '90' && { ended: { date: '2026-01-01' } }),
      };
    const spouse: Reference[] =
      one.spouse === undefined ? [] : [{ slot: 'spouse', relative: byNumber(number(one.spouse)) }];
    groups.civil_status = spouse.length > 0 ? { references: { Ægtefælle: spouse } } : {};
    if (one.father === undefined) delete groups.parents;
    else groups.parents = { references: { Forældre: [{ slot: 'father', relative: byName(one.father, 'Far til') }] } };
    return { ...seen, groups };
  });
}

async function applyInBatches(test: TestRegister, seen: readonly Observation[], size: number): Promise<void> {
  for (let at = 0; at < seen.length; at += size) {
    const applied = await test.register.applyBatch(test.database.pool, seen.slice(at, at + size));
    expect(applied.filter(({ outcome }) => outcome === 'held')).toEqual([]);
  }
}

describe('when observations come in any order, some of them twice', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  it('ends in one state', async () => {
    const worlds = fc.array(statement, { minLength: 2, maxLength: 7 }).chain((statements) => {
      const told = observations(statements);
      const indices = told.map((_, at) => at);
      return fc.record({
        told: fc.constant(told),
        order: fc.shuffledSubarray([...indices, ...indices], { minLength: told.length * 2 }),
        size: fc.integer({ min: 1, max: 5 }),
      });
    });
    await fc.assert(
      fc.asyncProperty(worlds, async ({ told, order, size }) => {
        await emptyRegister(test);
        await applyInBatches(test, told, 1);
        const expected = await endState(test);
        await emptyRegister(test);
        await applyInBatches(
          test,
          order.flatMap((at) => told[at] ?? []),
          size,
        );
        expect(await endState(test)).toEqual(expected);
      }),
      {
        numRuns: Number(process.env.PROPERTY_RUNS ?? 40),
        seed: process.env.PROPERTY_SEED ? Number(process.env.PROPERTY_SEED) : undefined,
        endOnFailure: false,
      },
    );
  }, 300_000);
});
