import { createPersonWorld } from '../persons/create-person-world';
import type { PersonJournalEntry } from '../persons/person-world';
import type { PersonState } from '../population/person-state';
import type { CprOffice, OfficeFile } from './cpr-office';
import { createCprOffice } from './create-cpr-office';
import type { OfficeJournalEntry } from './office-journal';
import { orderedRecords } from './extract';

/** A Monday; Easter is from 2 to 6 April. */
const START = '2026-03-02';

function anOffice({ changed = 0, persons = 150 } = {}) {
  const clock = { now: new Date('2026-03-02T08:00:00Z') };
  const [lived, done]: [PersonJournalEntry[], OfficeJournalEntry[]] = [[], []];
  const now = () => clock.now;
  const options = { seed: 'office', persons, start: START, now, changed };
  const world = createPersonWorld({ ...options, happened: (entry) => lived.push(entry) });
  const office = createCprOffice({ world, happened: (entry) => done.push(entry) });
  /** The same again, from what was asked for. */
  const again = () => {
    const other = createPersonWorld(options);
    for (const entry of lived) if ('event' in entry) other.apply(entry.event, new Date(entry.at));
    return createCprOffice({ world: other }, done);
  };
  const to = (moment: string) => (clock.now = new Date(moment));
  return { world, office, clock, to, again };
}

const names = (office: CprOffice) => office.files().map(({ name }) => name);
const text = ({ bytes }: Pick<OfficeFile, 'bytes'>) => Buffer.from(bytes).toString('latin1');
const lines = (file: OfficeFile | undefined) => (file ? text(file).trimEnd().split('\n') : []);
const delivered = (file: OfficeFile | undefined) =>
  lines(file)
    .filter((line) => line.startsWith('001'))
    .map((line) => line.slice(3, 13));
const line80 = (content: string) => content.padEnd(80);
const upload = (...content: string[]) => Buffer.from(content.map((line) => `${line}\r\n`).join(''), 'latin1');

/** Active grown-ups, with nothing unusual. */
function adults(world: ReturnType<typeof anOffice>['world'], count: number): PersonState[] {
  const found = [...world.numbers()].map((number) => world.find(number)!);
  return found.filter(({ status, birthDate }) => status === '01' && birthDate < '2000').slice(0, count);
}

it('delivers each weekday but public holidays, at 20:00, with a chain that holds', () => {
  const { office, world, to } = anOffice();
  const [person] = adults(world, 1);
  office.subscribe(person!.number);
  to('2026-03-02T18:59:00Z');
  expect(names(office)).toEqual([]);
  to('2026-03-02T19:00:00Z');
  expect(names(office)).toEqual(['d260302.l013201']);
  expect(delivered(office.files()[0])).toEqual([person!.number]);
  to('2026-04-08T18:00:00Z');
  const days = office.files().map(({ producedOn }) => producedOn);
  expect(days.slice(-5)).toEqual(['2026-03-30', '2026-03-31', '2026-04-01', '2026-04-07', '2026-04-08']);
  expect(days).toHaveLength(25);
  const starts = office.files().map((file) => lines(file)[0]);
  expect(starts.slice(0, 2)).toEqual([
    '0000000000000' + '013201' + '20260302' + '00000000',
    '0000000000000' + '013201' + '20260303' + '20260302',
  ]);
  expect(starts.at(-2)).toBe('0000000000000' + '013201' + '20260407' + '20260401');
  expect(lines(office.files()[1])).toEqual([starts[1], '9999999999999' + '00000000']);
  expect(office.files().map(({ migrated }) => migrated)).toEqual(days.map((day) => day < '2026-03-09'));
  office.configure({ emptyFiles: false, migratedAfterDays: 29 });
  expect(office.files().map(({ migrated }) => migrated)).toEqual(days.map((day) => day <= '2026-03-09'));
  to('2026-04-09T19:00:00Z');
  expect(office.files()).toHaveLength(25);
  world.apply({ kind: 'move', number: person!.number });
  to('2026-04-10T19:00:00Z');
  expect(lines(office.files().at(-1))[0]).toBe('0000000000000' + '013201' + '20260410' + '20260408');
});

it('lets what is registered after 20:00 wait for the next file', () => {
  const { office, world, to } = anOffice();
  const [early, late] = adults(world, 2);
  for (const { number } of [early!, late!]) office.subscribe(number);
  to('2026-03-03T18:59:59Z');
  world.apply({ kind: 'name', number: early!.number, last: 'Tidlig' });
  to('2026-03-03T19:00:01Z');
  world.apply({ kind: 'name', number: late!.number, last: 'Sen' });
  expect(delivered(office.files().at(-1))).toEqual([early!.number]);
  expect(lines(office.files().at(-1)).find((line) => line.startsWith('099'))).toBe(
    `099${early!.number}202603031959A12`,
  );
  to('2026-03-04T19:00:00Z');
  expect(delivered(office.files().at(-1))).toEqual([late!.number]);
  expect(text(office.files().at(-1)!)).toContain('Sen');
});

it('tells of every change of those subscribed: replayed over the first day, files end where the register is', () => {
  const { office, world, to } = anOffice({ changed: 0.1, persons: 250 });
  const terms = { recordTypes: undefined, addressingName: 'first-last' as const };
  const recordsOf = (state: PersonState) => orderedRecords(state, terms).map((each) => each.trimEnd());
  const held = new Map<string, string[]>();
  for (const number of world.numbers()) {
    held.set(number, recordsOf(world.find(number)!));
    office.subscribe(number);
  }
  office.configure({ followNumbers: true });
  to('2026-05-29T20:00:00Z');
  for (const kind of ['move', 'new-number', 'death'] as const) {
    for (const { number } of adults(world, 4)) world.apply({ kind, number: world.numbersOf(number)[0]! });
  }
  to('2026-06-01T20:00:00Z');
  // 66 weekdays, five of them public holidays: the first day and 60 nights.
  expect(office.files()).toHaveLength(61);
  let previous = '00000000';
  for (const file of office.files()) {
    const [start, ...records] = lines(file);
    expect(start!.slice(27)).toBe(previous);
    previous = start!.slice(19, 27);
    expect(records.pop()).toBe(`9999999999999${String(records.length).padStart(8, '0')}`);
    const sets = new Map<string, string[]>();
    for (const each of records) {
      if (each.startsWith('099')) continue;
      const number = each.slice(3, 13);
      sets.set(number, [...(sets.get(number) ?? []), each]);
    }
    for (const [number, records] of sets) held.set(number, records);
  }
  // Newborns are nobody's subscription.
  expect(office.subscribed().length).toBeGreaterThanOrEqual(250);
  for (const number of office.subscribed()) expect(held.get(number)).toEqual(recordsOf(world.find(number)!));
});

it('delivers a new number with the old one, and follows it only where that was agreed on', () => {
  for (const followNumbers of [false, true]) {
    const { office, world, to } = anOffice();
    office.configure({ followNumbers });
    const [person] = adults(world, 1);
    office.subscribe(person!.number);
    to('2026-03-03T12:00:00Z');
    const [fresh] = world.apply({ kind: 'new-number', number: person!.number }).numbers;
    to('2026-03-03T19:00:00Z');
    expect(delivered(office.files().at(-1))).toEqual([fresh, person!.number].sort());
    expect(office.isSubscribed(fresh!)).toBe(followNumbers);
  }
});

it('takes input: subscriptions, requisitions, number keys; what is wrong comes back as 910', () => {
  const { office, world, to } = anOffice();
  const [one, two, three] = adults(world, 3).map(({ number }) => number);
  office.configure({ receipts: true });
  to('2026-03-03T09:00:00Z');
  office.takeInput(
    'D260303.I013201',
    upload(
      line80(`06013200OP${one}NØGLE-1`),
      line80(`07013201${two}NØGLE-2`),
      line80(`01013202${three}NØGLE-3`),
      line80(`06013200OP6101010001`),
      line80(`06999900OP${one}`),
      line80(`06013200XX${one}`),
      line80(`06013200SL${two}`),
      line80(`07999901${one}`),
      line80(`10`),
      `06013200OP${one}`,
    ),
  );
  expect(office.isSubscribed(one!)).toBe(false);
  to('2026-03-03T19:00:00Z');
  expect(office.subscriptions()).toEqual([{ number: one, since: '2026-03-03T19:00:00.000Z', road: 'file' }]);
  const [change, status] = office.files().slice(-2);
  expect([change!.name, status!.name]).toEqual(['d260303.l013201', 'd260303.l013202']);
  expect(delivered(change)).toEqual([one, two].sort());
  expect(
    lines(change)
      .filter((line) => line.startsWith('099'))
      .map((line) => line.slice(30)),
  ).toEqual(one! < two! ? ['NØGLE-1', 'NØGLE-2'] : ['NØGLE-2', 'NØGLE-1']);
  expect(delivered(status)).toEqual([three]);
  expect(text(status!)).not.toContain('\n099');
  const [, basics] = lines(status);
  expect([basics!.length, basics!.slice(106)]).toEqual([113, 'NØGLE-3']);
  const rejected = lines(change).filter((line) => line.startsWith('910'));
  expect(rejected.map((line) => line.slice(92).trimEnd())).toEqual([
    'PERSONNUMMER UKENDT I CPR',
    'KUNDENR UKENDT',
    'FUNKTIONSKODE UKENDT',
    'ABONNEMENT FINDES IKKE',
    'OPGAVENR UKENDT',
    'INDDATATYPE UKENDT',
    'LINJEN HAR IKKE 80 TEGN',
  ]);
  expect(rejected[0]!.slice(0, 92)).toBe('910' + '6101010001' + '06013200OP6101010001'.padEnd(75) + '0006');

  // After 15:00 it is for the next run, and so is what its name says.
  to('2026-03-04T14:30:00Z');
  office.takeInput('d260304.i013201', upload(line80(`06013200SL${one}`)));
  office.takeInput('d260306.i013201', upload(line80(`06013200OP${two}`)));
  to('2026-03-04T19:00:00Z');
  expect(office.subscribed()).toEqual([one]);
  to('2026-03-05T19:00:00Z');
  expect(office.subscribed()).toEqual([]);
  expect(lines(office.files().at(-1)).find((line) => line.startsWith('997'))).toBe(`997${one}202603052000   NØGLE-1`);
  to('2026-03-06T19:00:00Z');
  expect(office.subscribed()).toEqual([two]);
  expect(() => office.takeInput('abonnement.txt', upload(''))).toThrow('dYYMMDD.iNNNNNN');
});

it('delivers what was ordered only', () => {
  const { office, world, to } = anOffice();
  office.configure({ recordTypes: ['001', '003', '008'], addressingName: 'last-first', layout: 'stream' });
  const [person] = adults(world, 1);
  office.subscribe(person!.number);
  to('2026-03-02T19:00:00Z');
  const whole = text(office.files()[0]!);
  expect(whole.length).toBe(35 + 106 + 249 + 193 + 45 + 21);
  expect(whole).toContain(`${person!.addressing.last},${person!.addressing.first}`);
  office.configure({ recordTypes: undefined, area: [person!.address!.municipality] });
  office.unsubscribe(person!.number);
  to('2026-03-03T12:00:00Z');
  world.apply({ kind: 'move', number: person!.number, alone: true });
  to('2026-03-03T19:00:00Z');
  expect(text(office.files().at(-1)!)).toContain(`001${person!.number}`);
});

it('spoils files on request: late, missing, twice, cut, miscounted; and they can be renamed', () => {
  const { office, to } = anOffice();
  office.addFault({ kind: 'late', day: '2026-03-03' });
  office.addFault({ kind: 'missing', day: '2026-03-04' });
  office.addFault({ kind: 'twice', day: '2026-03-05' });
  office.addFault({ kind: 'wrong-count', day: '2026-03-05' });
  office.addFault({ kind: 'cut', day: '2026-03-06', at: 40 });
  expect(office.faults()).toHaveLength(5);
  to('2026-03-03T19:00:00Z');
  expect(names(office)).toEqual(['d260302.l013201']);
  to('2026-03-04T19:00:00Z');
  expect(names(office)).toEqual(['d260302.l013201', 'd260303.l013201']);
  to('2026-03-06T19:00:00Z');
  expect(names(office).slice(2)).toEqual(['d260305.l013201', 'd260305.l013209', 'd260306.l013201']);
  const [, , one, other, cut] = office.files();
  expect(text(one!)).toBe(text(other!));
  expect(text(one!)).toMatch(/00000001\n$/);
  expect(cut!.bytes).toHaveLength(40);
  expect(office.release()).toEqual(['d260304.l013201']);
  expect(names(office)).toContain('d260304.l013201');
  expect(office.faults()).toEqual([]);
  office.rename('D260302.L013201', 'O260302.L013201');
  expect(names(office)[0]).toBe('O260302.L013201');
  expect(() => office.rename('d260302.l013201', 'x')).toThrow('no such file');
  expect(() => office.rename('d260303.l013201', 'o260302.l013201')).toThrow('taken');
});

it('is the same again after what was done to it', () => {
  const { office, world, to, again } = anOffice({ changed: 0.1 });
  for (const { number } of adults(world, 30)) office.subscribe(number);
  to('2026-03-04T10:00:00Z');
  world.apply({ kind: 'new-number', number: office.subscribed()[3]! });
  office.addFault({ kind: 'cut' });
  office.takeInput('d260304.i013201', upload(line80(`06013200SL${office.subscribed()[0]}`)));
  to('2026-03-20T10:00:00Z');
  office.configure({ receipts: true });
  office.rename('d260310.l013201', 'O260310.L013201');
  office.unsubscribe(office.subscribed()[1]!);
  to('2026-03-24T20:00:00Z');
  const other = again();
  expect(other.files()).toEqual(office.files());
  expect(other.subscriptions()).toEqual(office.subscriptions());
  expect(other.options).toEqual(office.options);
});

it('delivers everybody from the first day on, where that is agreed', () => {
  const clock = { time: Date.parse('2026-03-06T21:00:00Z') };
  const world = createPersonWorld({
    seed: 'all',
    persons: 60,
    start: '2026-03-02',
    changed: 0.2,
    now: () => new Date(clock.time),
  });
  const journal: OfficeJournalEntry[] = [];
  const agreed = { area: ['*'] };
  const office = createCprOffice({ world, agreed, happened: (entry) => journal.push(entry) });
  const names = office.files().map(({ name }) => name);
  expect(names).toEqual(['d260302', 'd260303', 'd260304', 'd260305', 'd260306'].map((day) => `${day}.l013201`));
  const delivered = office.files().map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
  const changed = new Set(world.changes().map(({ number }) => number));
  expect(changed.size).toBeGreaterThan(10);
  for (const number of changed)
    expect([number, delivered.some((text) => text.includes(`001${number}`))]).toEqual([number, true]);
  // Begun again it is the same office, and what was agreed is not agreed anew.
  const again = createCprOffice({ world, agreed: { area: [] } }, journal);
  expect(again.files()).toEqual(office.files());
});
