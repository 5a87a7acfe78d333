import { readdir } from 'node:fs/promises';
import { Importing } from './importing';
import { delivery, pnr } from './off4-file';
import { registerState, writtenDown } from './register-state';

let importing: Importing;
beforeEach(async () => void (importing = await Importing.fresh()));
afterEach(() => importing.end());

const codes = async (): Promise<unknown[]> =>
  (
    await importing.rows<{ name_code: string }>(
      `select name_code from contacts.contact where name_type = 'C' and superseded_by is null order by name_code`,
    )
  ).map(({ name_code }) => name_code);

describe('filePersons: known', () => {
  const known = { persons: 'known' } as const;

  it('passes over those who are no contacts, and counts them', async () => {
    await importing.import('d260302.l110901', delivery([{ pnr: pnr(1) }]));
    const next = delivery([{ pnr: pnr(1), street: 'Nygade 2' }, { pnr: pnr(2) }, { pnr: pnr(3) }], {
      date: '20260303',
    });
    expect(await importing.import('d260303.l110901', next, known)).toMatchObject({
      counts: { persons: 3, notOurs: 2, created: 0, changed: 1, unchanged: 0 },
    });
    expect(await codes()).toEqual([pnr(1)]);
  });

  it('knows a contact by the number that replaced its own, and by an earlier one', async () => {
    await importing.import('d260302.l110901', delivery([{ pnr: pnr(1) }, { pnr: pnr(2) }]));
    const next = delivery(
      [
        { pnr: pnr(11), earlier: [pnr(1)] },
        { pnr: pnr(12), replacedBy: pnr(2) },
      ],
      { date: '20260303' },
    );
    expect(await importing.import('d260303.l110901', next, known)).toMatchObject({ counts: { notOurs: 0 } });
    expect(await codes()).toContain(pnr(11));
    expect(await codes()).not.toContain(pnr(1));
  });

  it('a placeholder for a relative is no contact of ours', async () => {
    const child = `014${pnr(1)}${pnr(2)}`;
    await importing.import('d260302.l110901', delivery([{ pnr: pnr(1), more: [child] }]));
    expect(await codes()).toEqual([pnr(1), pnr(2)]);
    const next = delivery([{ pnr: pnr(2) }], { date: '20260303' });
    expect(await importing.import('d260303.l110901', next, known)).toMatchObject({
      counts: { notOurs: 1, changed: 0 },
    });
  });
});

it('sets that change numbers end right wherever they stand in the file', async () => {
  const states: unknown[] = [];
  const sets = [{ pnr: pnr(1), replacedBy: pnr(2) }, { pnr: pnr(2), earlier: [pnr(1)], name: 'Else' }, { pnr: pnr(3) }];
  for (const order of [sets, [...sets].reverse()]) {
    const one = await Importing.fresh();
    await one.import('d260302.l110901', delivery([{ pnr: pnr(1) }, { pnr: pnr(2) }, { pnr: pnr(3) }]));
    const report = await one.import('d260303.l110901', delivery(order, { date: '20260303' }));
    expect(report).toMatchObject({ state: 'imported', counts: { persons: 3, held: 0, unchanged: 1 } });
    states.push(await registerState(one));
    await one.end();
  }
  expect(states[0]).toEqual(states[1]);
  expect(states[0]).toMatchObject([
    { name_code: pnr(2), name1: 'Else', codes: [pnr(1), pnr(2)] },
    { name_code: pnr(3) },
  ]);
});

it('a preview tells what would change, and changes nothing', async () => {
  await importing.import('d260302.l110901', delivery([{ pnr: pnr(1) }, { pnr: pnr(2) }]));
  const state = await registerState(importing);
  const before = await writtenDown(importing);
  const next = delivery(
    [
      { pnr: pnr(1), street: 'Nygade 2' },
      { pnr: pnr(2) },
      { pnr: pnr(3) },
      { pnr: pnr(4), without: ['001'], more: [`009${pnr(4)}8333`] },
    ],
    { date: '20260303' },
  );
  const report = await importing.import('d260303.l110901', next, { preview: true });
  expect(report).toMatchObject({
    state: 'previewed',
    counts: { persons: 4, created: 1, changed: 1, unchanged: 1, held: 1, notOurs: 0 },
    problems: [{ recordType: '001', level: 'error' }],
  });
  expect(await registerState(importing)).toEqual(state);
  expect(await writtenDown(importing)).toEqual(before);
  expect(await importing.rows('select from contacts.hold')).toEqual([]);
  const { waiting, errors } = await importing.directory.list(importing.settings);
  expect([waiting.map(({ name }) => name), errors]).toEqual([['d260303.l110901'], []]);
  const real = await importing.importWaiting('d260303.l110901', next.length);
  expect(real.counts).toEqual({ ...report.counts });
});

it('003 apart and 003 in place give the same register, and nothing is left of the files between', async () => {
  const persons = Array.from({ length: 1500 }, (_, n) => ({ pnr: pnr(n), street: `Skovvej ${n}` }));
  const apart = await Importing.fresh();
  await importing.import('d260302.l110901', delivery(persons));
  const report = await apart.import('d260302.l110901', delivery(persons, { apart: true }));
  expect(report).toMatchObject({ counts: { persons: 1500, created: 1500, held: 0 } });
  expect(await registerState(apart)).toEqual(await registerState(importing));
  expect((await readdir(apart.directory.path)).sort()).toEqual([
    '.incoming',
    'cprbatch.log',
    'imported-d260302.l110901',
  ]);
  await apart.end();
});

it('stops where a contact type that it needs is not there', async () => {
  importing.settings = { ...importing.settings, guardianNameType: 'Q' };
  const report = await importing.import('d260302.l110901', delivery([{ pnr: pnr(1) }]));
  expect(report).toMatchObject({ state: 'failed', refusal: expect.stringMatching(/contact types are missing: Q/) });
  expect(await codes()).toEqual([]);
});
