import { inTransaction } from '@contact-sync/database';
import { createByHand } from '@contact-sync/contact-register';
import type { PersonState } from '@contact-sync/register-simulator';
import { expectedPerson } from './register/expected-person';
import type { ShownPerson } from './register/person';
import { Reading } from './register/reading';
import { CprAndItsNeighbours } from './running/cpr-and-its-neighbours';

/** In years to come: what is put off until a later day waits for it by the clock of the database too. */
const START = '2030-03-04';
const NIGHTS = 60;
const PERSONS = 150;
const SYSTEM = '/sag';
const DELAY_DAYS = 7;

/** What is wrong with the files of some days: shown a day late, twice, or held back for a week. */
const LATE = [5, 19, 33];
const TWICE = [8, 22, 44];
const MISSING = [14, 36];
const RELEASED_AFTER = 6;
/** Mornings on which Datafordeler is read too. */
const SYNCHRONISED = (day: number): boolean => day % 4 === 3;

const DAY_MS = 86_400_000;
const dayOf = (nth: number): string => new Date(Date.parse(START) + nth * DAY_MS).toISOString().slice(0, 10);

/** The same numbers on every machine. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

interface Case {
  readonly id: string;
  open: boolean;
  readonly parties: Set<string>;
}

let running: CprAndItsNeighbours;
let numbers: string[];
const roll = dice(20300304);
/** Ids of contacts that were imported or typed. */
const contacts = new Set<string>();
const cases: Case[] = [];
let told = 0;

beforeAll(async () => {
  running = await CprAndItsNeighbours.started({ persons: PERSONS, seed: 'sixty nights', start: START });
  numbers = [...running.simulator.persons.numbers()];
}, 60_000);
afterAll(() => running.end());

const pick = <T>(from: readonly T[]): T => from[roll(from.length)]!;
const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await running.database.pool.query(sql, values)).rows as T[];

/** Hands events of the case system in, as CloudEvents over HTTP. */
async function tell(type: string, caseId: string, data: object): Promise<void> {
  told += 1;
  const event = {
    specversion: '1.0',
    id: `sixty-${told}`,
    type: `dk.contact-sync.${type}`,
    source: SYSTEM,
    subject: caseId,
    time: running.clock.now().toISOString(),
    sequence: String(told).padStart(8, '0'),
    datacontenttype: 'application/json',
    data,
  };
  await running.must(202, 'POST', '/contact-desk/events', event, 'application/cloudevents+json');
}

async function setOpen(one: Case, open: boolean): Promise<void> {
  one.open = open;
  await tell(open ? 'case.reopened.v1' : 'case.closed.v1', one.id, {});
}

async function addParty(one: Case, contactId: string): Promise<void> {
  one.parties.add(contactId);
  await tell('party.added.v1', one.id, { contact: { contactId } });
}

async function removeParty(one: Case, contactId: string): Promise<void> {
  one.parties.delete(contactId);
  await tell('party.removed.v1', one.id, { contact: { contactId } });
}

async function importPerson(number: string): Promise<void> {
  const { imported } = await running.must<{ imported: readonly { contactId?: string }[] }>(
    200,
    'POST',
    '/cpr-sync/imports',
    { personNumbers: [number], purpose: 'sixty nights' },
  );
  for (const { contactId } of imported) if (contactId !== undefined) contacts.add(contactId);
}

async function typePerson(nameCode: string): Promise<void> {
  const hand = { by: 'test', now: running.clock.now(), seesProtected: true };
  const made = await inTransaction(running.database.pool, (tx) =>
    createByHand(tx, { nameType: 'C', nameCode }, { name: { fields: { name1: 'Typed', name2: 'Byhand' } } }, hand),
  );
  if ('contactId' in made) contacts.add(made.contactId);
}

/** A day at the office: persons are imported and looked up, cases open and close, life goes on. */
async function workDay(nth: number): Promise<void> {
  running.clock.set(`${dayOf(nth)}T09:00:00Z`);
  const { persons } = running.simulator;
  persons.play(3, `day ${nth}`);
  for (let at = 0; at < (nth === 0 ? 25 : 1); at++) await importPerson(pick(numbers));
  if (nth % 5 === 1) await typePerson(pick(numbers));
  if (nth % 2 === 0)
    await running.ask('POST', '/cpr-sync/lookups', { personNumber: pick(numbers), purpose: 'sixty nights' });
  if (nth % 3 === 0) {
    const one: Case = { id: `case-${nth}`, open: true, parties: new Set() };
    cases.push(one);
    await tell('case.opened.v1', one.id, {});
    for (let at = 0; at <= roll(3); at++) await addParty(one, pick([...contacts]));
  }
  const some = pick(cases);
  if (nth % 4 === 2) await setOpen(some, !some.open);
  if (nth % 7 === 5) await addParty(some, pick([...contacts]));
  if (nth % 9 === 8) for (const party of [...some.parties].slice(0, 1)) await removeParty(some, party);
  // A look-up when the day's file may have been made already.
  running.clock.set(`${dayOf(nth)}T20:30:00Z`);
  if (nth % 6 === 4) await importPerson(pick(numbers));
  await running.settled();
}

/** Live contacts with the number they have now; of each, whether it is subscribed, a party on an open case, and last heard of. */
async function kept(): Promise<
  { id: string; number: string; wasSubscribed: boolean; onOpenCase: boolean; heardAt: Date | null }[]
> {
  const open = new Set(cases.filter((one) => one.open).flatMap(({ parties }) => [...parties]));
  const found = await rows<{
    id: string;
    number: string;
    wasSubscribed: boolean;
    named: string[];
    heardAt: Date | null;
  }>(
    `select c.id::text, c.name_code as number,
            exists (select from cpr.source_record r join contacts.contact s on s.id = r.contact_id
                     where r.src_subscribed = 'Y' and c.id in (s.id, s.superseded_by)) as "wasSubscribed",
            array(select s.id::text from contacts.contact s where s.superseded_by = c.id) || c.id::text as named,
            f.fetched_at as "heardAt"
       from contacts.contact c left join contacts.freshness f on f.contact_id = c.id and f.register = 'cpr'
      where c.name_type = 'C' and not c.placeholder and c.superseded_by is null`,
  );
  return found.map(({ named, ...one }) => ({ ...one, onOpenCase: named.some((id) => open.has(id)) }));
}

/** The nightly decision, and what the office must then have subscribed. */
async function decide(nth: number): Promise<void> {
  running.clock.set(`${dayOf(nth)}T01:00:00Z`);
  const before = await kept();
  const already = new Set(running.simulator.cprOffice.subscribed());
  const ended = await running.run('set-subscriptions');
  expect([nth, ended.state, ended.problems]).toEqual([nth, 'finished', []]);
  const now = running.clock.now().getTime();
  const { persons } = running.simulator;
  const isVoid = (number: string): boolean => ['30', '50', '60'].includes(persons.find(number)?.status ?? '');
  const expected = before.filter(
    ({ number, wasSubscribed, onOpenCase, heardAt }) =>
      // A number that is no person's any more cannot be subscribed.
      (onOpenCase && (already.has(number) || !isVoid(number))) ||
      // Who has another number now is subscribed under that one.
      (wasSubscribed && heardAt !== null && now - heardAt.getTime() <= DELAY_DAYS * DAY_MS),
  );
  expect([nth, [...running.simulator.cprOffice.subscribed()].sort()]).toEqual([
    nth,
    expected.map(({ number }) => number).sort(),
  ]);
}

const clocks = new Map<string, string>();

/** What was known of a contact is never older than it was. */
async function nothingWentBack(nth: number): Promise<void> {
  for (const { id, clock } of await rows<{ id: string; clock: string }>(
    `select contact_id::text as id, clock from contacts.freshness where register = 'cpr'`,
  )) {
    const before = clocks.get(id);
    if (before !== undefined && clock < before) throw new Error(`day ${nth}: contact ${id} went back`);
    clocks.set(id, clock);
  }
}

/** A person without what differs with the road that told last (decision 0023), so that shown and expected can be compared. */
function comparable(shown: ShownPerson, { status, address: home }: PersonState): unknown {
  const { address, earlierNumbers, ...rest } = shown;
  const person = {
    ...rest,
    // The set of an annulled number names no earlier one, though the earlier one still leads to it.
    ...(status !== '30' && { earlierNumbers }),
    // Only Datafordeler tells supplementary lines.
    ...(address && { address: home?.supplement ? { ...address, address3: undefined } : address }),
  };
  // Of a doubtful date Datafordeler tells a day, also where CPR has only the year.
  return JSON.parse(JSON.stringify(person).replaceAll(/(\d{4})(?:-\d\d){0,2} \*/g, '$1 *'));
}

/** Everybody who is kept in step is as the population has them. */
async function asInPopulation(nth: number): Promise<number> {
  const reading = await Reading.of(running.database.pool);
  const { persons, cprOffice } = running.simulator;
  const inStep = (await kept()).filter(({ number }) => cprOffice.isSubscribed(number));
  for (const { number } of inStep) {
    const person = persons.find(number);
    const shown = await reading.person(number);
    if (person === undefined || shown === undefined) throw new Error(`day ${nth}: a contact that is nobody`);
    const { first, last } = person.addressing;
    const expected = { ...expectedPerson(person), text: `${last},${first}` };
    expect([nth, comparable(shown, person)]).toEqual([nth, comparable(expected, person)]);
  }
  return inStep.length;
}

it('sixty nights, with files late, twice, missing and come at last, leave the register as the population is', async () => {
  let compared = 0;
  for (let nth = 0; nth <= NIGHTS; nth++) {
    const { cprOffice } = running.simulator;
    if (nth > 0) {
      await decide(nth);
      running.clock.set(`${dayOf(nth)}T04:30:00Z`);
      const ended = await running.run('import-deliveries');
      expect([nth, ended.state]).toEqual([nth, 'finished']);
      running.clock.set(`${dayOf(nth)}T05:00:00Z`);
      if (SYNCHRONISED(nth)) await running.run('synchronise-persons');
      await nothingWentBack(nth);
      const isBehind = [...LATE, ...MISSING].some((day) => nth > day && nth <= day + RELEASED_AFTER + 1);
      // What is registered at weekends and on holidays comes with the next file.
      const isToldOf = cprOffice.files().some(({ producedOn }) => producedOn === dayOf(nth - 1));
      if (!isBehind && isToldOf) compared += await asInPopulation(nth);
    }
    for (const [kind, days] of [
      ['late', LATE],
      ['twice', TWICE],
      ['missing', MISSING],
    ] as const)
      if (days.includes(nth)) cprOffice.addFault({ kind });
    await workDay(nth);
    if (MISSING.includes(nth - RELEASED_AFTER)) expect(cprOffice.release()).not.toEqual([]);
  }
  expect(compared).toBeGreaterThan(300);
}, 120_000);

it('each subscription says why it is there', async () => {
  const subscribed = (await kept()).filter(({ number }) => running.simulator.cprOffice.isSubscribed(number));
  expect(subscribed.length).toBeGreaterThan(5);
  for (const { id, onOpenCase } of subscribed) {
    const report = await running.must<{
      subscription: {
        subscribed: boolean;
        until: { kind: string };
        steps: readonly { what: string; reason: string }[];
      };
    }>(200, 'POST', '/cpr-sync/citizen-reports', { contactId: id, purpose: 'sixty nights' });
    expect(report.subscription.subscribed).toBe(true);
    expect(report.subscription.until.kind).toBe(onOpenCase ? 'open-case' : 'day');
    expect(report.subscription.steps.find(({ what }) => what === 'subscribed')?.reason).toMatch(
      /^(import|open-case|number-changed)$/,
    );
  }
});

it('no person number left the register', async () => {
  const said = await running.told();
  const queue = JSON.stringify(await rows('select * from service_queue.message'));
  const cpr = (
    await rows<{ table: string }>(
      `select table_name as table from information_schema.tables where table_schema = 'cpr'`,
    )
  ).map(({ table }) => table);
  const tables = await Promise.all(cpr.map(async (table) => JSON.stringify(await rows(`select * from cpr.${table}`))));
  for (const number of running.simulator.persons.numbers())
    for (const text of [said, queue, ...tables]) expect(text.includes(number)).toBe(false);
}, 60_000);
