import fc from 'fast-check';
import { Importing, type Coming } from './importing';
import { registerState, writtenDown } from './register-state';
import { sorFile, unit, units } from './sor-rows';

const UNITS = 1300;
let importing: Importing;
beforeAll(async () => void (importing = await Importing.fresh()));
afterAll(() => importing.end());
beforeEach(() => importing.empty());

const first = sorFile(units(UNITS));
/** Some change, some are new, a few are gone, one row cannot be used. */
const second = sorFile([
  ...units(UNITS - 3).map((cells, n) => (n % 8 > 0 ? { ...cells, PostalAddressStreetName: 'Nygade' } : cells)),
  unit(UNITS - 3, { ToDate: 'snart' }),
  ...[1, 2, 3].map((n) => unit(UNITS + n)),
]);
const FIRST: Coming = { day: '2026-03-02' };
const SECOND: Coming = { day: '2026-03-03' };

it('it is begun again and ends as if nothing had been, with the same counts and every event told once', async () => {
  const expected = [await importing.import(first, FIRST), await importing.import(second, SECOND)];
  const undisturbed = [await registerState(importing), await writtenDown(importing)];
  await importing.empty();
  for (const [at, bytes] of [first, second].entries()) {
    const coming = at === 0 ? FIRST : SECOND;
    const id = await importing.request(coming);
    const stored = async (): Promise<number> =>
      (await importing.rows('select from sor.import_part where import_id = $1', [id])).length;
    // Broken off as soon as a portion was handed over, whatever of it is stored by then.
    importing.onProgress = (_, done, total) => {
      if (total !== undefined && done > 0) throw new Error('broken off');
    };
    await expect(importing.carryOut(id, bytes, coming)).rejects.toThrow('broken off');
    importing.onProgress = () => undefined;
    expect(await stored()).toBeGreaterThan(0);
    // Nothing older may come in between: some of its units are newer already.
    if (at === 1) {
      const older = await importing.import(first, { day: '2026-03-02', madeAt: new Date('2026-03-02T23:00:00Z') });
      expect(older).toMatchObject({ state: 'refused', refusal: { code: 'older-file' } });
    }
    const ended = await importing.carryOut(id, bytes, coming);
    expect(ended).toMatchObject({ state: 'imported', counts: expected[at]?.counts, closings: expected[at]?.closings });
    expect(ended.problems).toEqual(expected[at]?.problems);
  }
  expect([await registerState(importing), await writtenDown(importing)]).toEqual(undisturbed);
});

it('a run that is asked to stop ends between two portions', async () => {
  const coming: Coming = { day: '2026-03-02' };
  const id = await importing.request(coming);
  const stop = new AbortController();
  importing.stop = stop;
  importing.onProgress = (_, done, total) => {
    if (total !== undefined && done > 0) stop.abort(new Error('asked to stop'));
  };
  await expect(importing.carryOut(id, first, coming)).rejects.toThrow('asked to stop');
  expect((await registerState(importing)).length).toBeLessThan(UNITS);
});

it('the order of a file’s rows makes no difference', async () => {
  const few = [
    ...units(8),
    unit(3, { FromDate: '2026-02-01', EntityName: 'Nyere' }),
    unit(4, { FromDate: '2026-09-01' }),
  ];
  await importing.import(sorFile(few), FIRST);
  const expected = await registerState(importing);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(few, { minLength: few.length }), async (shuffled) => {
      await importing.empty();
      await importing.import(sorFile(shuffled), FIRST);
      expect(await registerState(importing)).toEqual(expected);
    }),
    { numRuns: 4 },
  );
});
