import {
  parseSorLayout,
  type OrganisationEventKind,
  type OrganisationState,
  type OrganisationWorld,
} from '@contact-sync/register-simulator';
import { expectedOrganisation, shownOrganisations, type ShownOrganisation } from './register/organisation';
import { SorImportInProcess, type SorReport } from './running/sor-import-in-process';

const START = '2026-03-10';
const UNITS = 180;

/** The day so many days after the first. */
const dayOf = (nth: number): string => new Date(Date.parse(START) + nth * 86_400_000).toISOString().slice(0, 10);

/** Days on which nobody asks for the file. */
const MISSED = [5, 6, 19, 20, 21];

/** Files that are refused, and in which words. */
const REFUSED: Readonly<Record<number, { layout: string; code: string; text: RegExp }>> = {
  9: { layout: 'half', code: 'file-cut', text: /the file ends .* line \d+/ },
  11: { layout: 'renamed-column:EntityName', code: 'columns-missing', text: /no column EntityName/ },
  14: { layout: 'empty', code: 'empty', text: /empty/ },
  15: { layout: 'header-only', code: 'no-rows', text: /no rows/ },
  16: { layout: 'error-page', code: 'web-page', text: /page/ },
};

/** Files that say less than they should, or say it otherwise. */
const ODD: Readonly<Record<number, readonly string[]>> = {
  12: ['renamed-column:VirtualAddressEmailAddress'],
  17: [`first-rows:${Math.floor(UNITS * 0.6)}`],
  25: ['windows-1252', 'lf', 'commas'],
  26: ['other-order', 'unknown-columns', 'all-quoted'],
};
const SERVER_AWAY = 23;
const CUT_ON_THE_WAY = 24;
const LAST = 30;

let running: SorImportInProcess;
let world: OrganisationWorld;
const reports = new Map<number, SorReport>();
/** What the register must show, by SOR id. */
const expected = new Map<string, ShownOrganisation>();
/** Units that closed while nobody asked for files. */
const closedUnseen = new Map<string, string>();

beforeAll(async () => {
  running = await SorImportInProcess.started({ organisations: UNITS, seed: 'thirty days', start: START });
  world = running.simulator.organisations;
});
afterAll(() => running.end());

async function turnTo(nth: number): Promise<void> {
  if (nth > 0) world.turn();
  // More than a day's lot would bring in thirty days.
  if (nth < LAST) world.play(3, `lot ${nth}`);
  if (MISSED.includes(nth)) for (const kind of ['closed', 'merged'] as const) closeOne(kind);
  running.clock.set(`${dayOf(nth)}T03:00:00Z`);
  expect(world.day).toBe(dayOf(nth));
}

function closeOne(kind: Extract<OrganisationEventKind, 'closed' | 'merged'>): void {
  for (const { sorId } of world.play(1, `gone ${world.day}`, [kind])) closedUnseen.set(sorId, world.day);
}

/** What the file of the day says, as far as its layout lets it. */
function take(nth: number): void {
  const layouts = ODD[nth] ?? [];
  const told = new Map<string, OrganisationState>();
  for (const { SorId = '' } of world.rows()) told.set(SorId, world.stateOf(SorId)!);
  for (const unit of told.values()) {
    const before = expected.get(unit.sorId);
    const now = expectedOrganisation(unit);
    // A column that the file has not got leaves its field as it is.
    if (nth !== 12) expected.set(unit.sorId, now);
    else {
      const { email: _, ...others } = now;
      expected.set(unit.sorId, { ...others, ...(before?.email !== undefined && { email: before.email }) });
    }
  }
  if (layouts.some((each) => each.startsWith('first-rows'))) return;
  for (const [sorId, shown] of expected) {
    const { end } = world.stateOf(sorId)!;
    if (!told.has(sorId)) expected.set(sorId, { ...shown, end: end! });
  }
}

const all = () => [...expected.values()].sort((a, b) => (a.sorId < b.sorId ? -1 : 1));
const shown = () => shownOrganisations(running.database.pool);

it('thirty days leave the register as SOR has it, whatever became of single files', async () => {
  for (let nth = 0; nth <= LAST; nth++) {
    await turnTo(nth);
    if (MISSED.includes(nth)) continue;
    const refused = REFUSED[nth];
    const layouts = (refused ? [refused.layout] : (ODD[nth] ?? [])).map((text) => parseSorLayout(text)!);
    running.simulator.sorFiles.spoil({ file: 'daily', day: dayOf(nth), layouts });
    if (nth === SERVER_AWAY)
      running.simulator.faults.add({ target: 'sor-files', fault: { kind: 'status', status: 503 } });
    if (nth === CUT_ON_THE_WAY)
      running.simulator.faults.add({ target: 'sor-files', fault: { kind: 'reset', when: 'mid-body' }, times: 1 });
    const report = await running.import();
    running.simulator.faults.clear();
    reports.set(nth, report);
    if (report.state === 'imported' && nth !== 17) take(nth);
    // Nothing is closed by accident, not for a day; and what was refused changed nothing.
    const told = await shown();
    const closed = told.filter(({ end }) => end !== undefined && end < dayOf(nth));
    expect([nth, closed.filter(({ sorId }) => !world.stateOf(sorId)!.closed)]).toEqual([nth, []]);
    if (nth !== 17) expect([nth, told]).toEqual([nth, all()]);
  }
  expect(expected.size).toBeGreaterThan(UNITS * 0.95);
}, 60_000);

it('every refusal says why', () => {
  for (const [nth, { code, text }] of Object.entries(REFUSED)) {
    const { state, refusal, counts } = reports.get(Number(nth))!;
    expect([nth, state, refusal]).toEqual([nth, 'refused', { code, text: expect.stringMatching(text) }]);
    expect([nth, counts]).toEqual([nth, null]);
  }
  expect(reports.get(SERVER_AWAY)).toMatchObject({
    state: 'failed',
    refusal: { code: 'http-503', text: 'the server cannot answer now (503)' },
  });
});

it('a file with fewer rows closes nothing, and says so', () => {
  expect(reports.get(17)).toMatchObject({
    state: 'imported',
    rows: Math.floor(UNITS * 0.6),
    counts: { closed: 0 },
    closings: { kind: 'withheld', code: 'too-few-rows', closed: 0, reason: expect.stringContaining('90 percent') },
  });
});

it('a file of another form is read, and what is unusual is told', () => {
  expect(reports.get(12)).toMatchObject({
    state: 'imported',
    columns: { unknown: ['VirtualAddressEmailAddressNy'], missing: ['VirtualAddressEmailAddress'] },
  });
  expect(reports.get(25)).toMatchObject({ state: 'imported', encoding: 'windows-1252' });
  expect(reports.get(26)).toMatchObject({
    state: 'imported',
    columns: { unknown: expect.arrayContaining(['EntityLifecycleCode', 'Bemærkning']) },
  });
  expect(reports.get(CUT_ON_THE_WAY)).toMatchObject({ state: 'imported', refusal: null });
});

it('units that closed while nobody asked end on the day that the history says', async () => {
  expect(closedUnseen.size).toBeGreaterThanOrEqual(8);
  const ends = new Map((await shown()).map(({ sorId, end }) => [sorId, end]));
  const seen = [...closedUnseen].filter(([sorId]) => ends.has(sorId) && world.stateOf(sorId)!.closed);
  expect(seen.length).toBeGreaterThanOrEqual(6);
  for (const [sorId, day] of seen) expect([sorId, ends.get(sorId)]).toEqual([sorId, day]);
});

it('the same file again changes nothing', async () => {
  const before = await shown();
  const { rows } = await running.database.pool.query('select count(*) from contacts.history');
  expect(await running.import()).toMatchObject({ state: 'imported', counts: { created: 0, changed: 0, closed: 0 } });
  expect((await running.database.pool.query('select count(*) from contacts.history')).rows).toEqual(rows);
  expect(await shown()).toEqual(before);
});
