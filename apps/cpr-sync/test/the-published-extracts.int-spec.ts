import { describeWithExtracts, extract, Importing } from './importing';
import { registerState, writtenDown } from './register-state';

const STATUS = 'd011116.l110902';
const OLDER = 'd011117.l110901';
const NEWER = 'd011119.l110901';

/** Person number and first, middle and last name of each 008 of a file in line form. */
function namesIn(bytes: Buffer): Map<string, [string, string]> {
  const lines = bytes.toString('latin1').split('\n');
  const field = (line: string, start: number, length: number) => line.slice(start - 1, start - 1 + length).trim();
  return new Map(
    lines
      .filter((line) => line.startsWith('008'))
      .map((line) => [
        field(line, 4, 10),
        [`${field(line, 14, 50)} ${field(line, 65, 40)}`.trim(), field(line, 106, 40)],
      ]),
  );
}

describeWithExtracts('the published extracts', () => {
  let importing: Importing;
  beforeEach(async () => void (importing = await Importing.fresh()));
  afterEach(() => importing.end());
  const take = async (file: string, as = file) => importing.import(as, await extract(file));

  it('are imported without a lost person, first load then changes', async () => {
    expect(await take(STATUS)).toMatchObject({
      state: 'imported',
      facts: { taskNumber: '110902', productionDate: '2001-11-16', kind: 'status', form: 'lines', records: 567 },
      counts: { persons: 50, notOurs: 0, unchanged: 0, stale: 0, held: 0 },
      problems: [],
    });
    expect(await take(NEWER)).toMatchObject({
      state: 'imported',
      facts: { taskNumber: '110901', productionDate: '2001-11-19', kind: 'change', form: 'lines', records: 570 },
      counts: { persons: 40, notOurs: 0, stale: 0, held: 0 },
      problems: [],
    });
    const known = await importing.rows<{ name_code: string }>(
      `select i.name_code from contacts.identifier i join contacts.contact c on c.id = i.contact_id
         left join contacts.contact s on s.id = c.superseded_by
        where i.name_type = 'C' and not coalesce(s.placeholder, c.placeholder)`,
    );
    const numbers = [...namesIn(await extract(STATUS)).keys(), ...namesIn(await extract(NEWER)).keys()];
    expect(new Set(numbers).size).toBe(53);
    expect(known.map(({ name_code }) => name_code)).toEqual(expect.arrayContaining(numbers));
  });

  it('keep their Danish letters', async () => {
    await take(NEWER);
    const names = [...namesIn(await extract(NEWER))].filter(([, parts]) => /[æøåÆØÅé]/.test(parts.join('')));
    expect(names.length).toBeGreaterThan(0);
    const rows = await importing.rows<{ name_code: string; name1: string; name2: string }>(
      'select name_code, name1, name2 from contacts.contact where name_code = any($1) and not placeholder',
      [names.map(([number]) => number)],
    );
    for (const { name_code, name1, name2 } of rows) {
      expect([name_code, name1, name2]).toEqual([name_code, ...(new Map(names).get(name_code) ?? [])]);
    }
    const streets = await importing.rows<{ count: number }>(
      `select count(*) from contacts.address where address1 ~ '[æøåÆØÅ]'`,
    );
    expect(streets[0]?.count).toBeGreaterThan(0);
  });

  it('an older file after a newer one overwrites nothing', async () => {
    await take(NEWER);
    const state = await registerState(importing);
    const before = await writtenDown(importing);
    expect(await take(OLDER)).toMatchObject({
      state: 'imported',
      counts: { persons: 40, created: 0, changed: 0, stale: 40 },
    });
    expect(await registerState(importing)).toEqual(state);
    expect(await writtenDown(importing)).toEqual(before);
  });

  it('the same file again is left alone, unless asked for, and then changes nothing', async () => {
    await take(NEWER);
    const state = await registerState(importing);
    const before = await writtenDown(importing);
    expect(await take(NEWER)).toMatchObject({ state: 'same' });
    const again = await importing.import(NEWER, await extract(NEWER), { again: true });
    expect(again).toMatchObject({
      state: 'imported',
      counts: { persons: 40, created: 0, changed: 0, unchanged: 40, events: 0 },
    });
    expect(await registerState(importing)).toEqual(state);
    expect(await writtenDown(importing)).toEqual(before);
    const { waiting, imported } = await importing.directory.list(importing.settings);
    expect([waiting.length, imported.map(({ name }) => name)]).toEqual([0, [`imported-${NEWER}`]]);
  });

  it('the stream form gives the same register as the line form', async () => {
    await take(NEWER);
    const lines = await registerState(importing);
    const other = await Importing.fresh();
    const stream = await other.import(NEWER, await extract(`${NEWER}.stream`));
    expect(stream).toMatchObject({
      state: 'imported',
      facts: { form: 'stream', records: 570 },
      counts: { persons: 40, held: 0 },
    });
    expect(await registerState(other)).toEqual(lines);
    await other.end();
  });

  it('every order ends the same', async () => {
    const states: unknown[] = [];
    for (const order of [
      [STATUS, OLDER, NEWER],
      [STATUS, NEWER, OLDER],
      [OLDER, STATUS, NEWER],
      [OLDER, NEWER, STATUS],
      [NEWER, STATUS, OLDER],
      [NEWER, OLDER, STATUS],
    ]) {
      const one = await Importing.fresh();
      for (const file of order)
        expect(await one.import(file, await extract(file))).toMatchObject({ state: 'imported', counts: { held: 0 } });
      states.push(await registerState(one));
      await one.end();
    }
    for (const state of states.slice(1)) expect(state).toEqual(states[0]);
  });
});
