import fc from 'fast-check';
import {
  eachPartyOnOpenCase,
  findCase,
  findPartiesOnOpenCases,
  listCasesOf,
  tellCases,
  tellExternalContacts,
  tellParties,
} from '../src';
import type { CaseView, Told } from '../src';
import { companyNumbers, makeCompany, tell, told } from './other-systems';
import { freshRegister, NOW } from './people';
import type { TestRegister } from './people';

const CASES = ['S1', 'S2'];
const IDS = ['X1', 'X2'];

/** What two systems may say; contacts are counted, and get their ids when the test has made them. */
type Statement = { readonly system: number; readonly sequence?: number } & (
  | { readonly kind: 'case'; readonly caseId: string; readonly state: 'open' | 'closed' }
  | { readonly kind: 'party'; readonly caseId: string; readonly party: boolean; readonly by: Name }
  | { readonly kind: 'registered'; readonly externalId: string; readonly contact: number }
);
type Name = { readonly id: number } | { readonly code: number } | { readonly externalId: string };

const contact = fc.integer({ min: 0, max: 2 });
const caseId = fc.constantFrom(...CASES);
const externalId = fc.constantFrom(...IDS);
const place = {
  system: fc.integer({ min: 0, max: 1 }),
  sequence: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
};
const statement: fc.Arbitrary<Statement> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      ...place,
      kind: fc.constant('case' as const),
      caseId,
      state: fc.constantFrom('open' as const, 'closed' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      ...place,
      kind: fc.constant('party' as const),
      caseId,
      party: fc.boolean(),
      by: fc.oneof(fc.record({ id: contact }), fc.record({ code: contact }), fc.record({ externalId })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ ...place, kind: fc.constant('registered' as const), externalId, contact }) },
);

/** A statement with its place; `n` tells time and id. */
type Placed = Statement & { readonly n: number };

/** The plain model: of all that was said of one thing, the latest of its source counts. */
function expectedCases(all: readonly Placed[], contactIds: readonly string[]): Map<string, CaseView> {
  const latest = new Map<string, Placed>();
  const note = (key: string, one: Placed): void => {
    const known = latest.get(key);
    if (known === undefined || isBefore(known, one)) latest.set(key, one);
  };
  for (const one of all) {
    if (one.kind === 'registered') note(`${one.system} ${one.externalId}`, one);
    if (one.kind === 'case') note(`${one.system} ${one.caseId}`, one);
  }
  const contactOf = (system: number, by: Name): number | undefined => {
    if (!('externalId' in by)) return 'id' in by ? by.id : by.code;
    const registered = latest.get(`${system} ${by.externalId}`);
    return registered?.kind === 'registered' ? registered.contact : undefined;
  };
  for (const one of all) {
    if (one.kind !== 'party') continue;
    const who = contactOf(one.system, one.by) ?? ('externalId' in one.by ? one.by.externalId : '');
    note(`${one.system} ${one.caseId} ${who}`, one);
  }
  const cases = new Map<string, CaseView>();
  for (const system of [0, 1]) {
    for (const id of CASES) {
      const state = latest.get(`${system} ${id}`);
      const isParty = (who: string | number): boolean => {
        const said = latest.get(`${system} ${id} ${who}`);
        return said?.kind === 'party' && said.party;
      };
      const parties = contactIds.filter((_, at) => isParty(at));
      const awaiting = IDS.filter(isParty);
      const isTold = all.some((one) => one.kind !== 'registered' && one.system === system && one.caseId === id);
      if (!isTold) continue;
      cases.set(`${system} ${id}`, {
        source: '',
        caseId: id,
        ...(state?.kind === 'case' && { state: state.state }),
        parties,
        awaiting,
      });
    }
  }
  return cases;
}

function isBefore(a: Placed, b: Placed): boolean {
  const [left, right] = [a.sequence ?? -1, b.sequence ?? -1];
  return left === right ? a.n < b.n : left < right;
}

describe('when cases and parties come in any order, some of them twice and at the same time', () => {
  let test: TestRegister;
  const codes = companyNumbers(3);
  const contactIds: string[] = [];
  beforeAll(async () => {
    test = await freshRegister();
    for (const code of codes) contactIds.push(await makeCompany(test, code));
  });
  afterAll(() => test.drop());

  it('ends as the latest of each source says', async () => {
    const worlds = fc.array(statement, { minLength: 2, maxLength: 14 }).chain((statements) => {
      const all = statements.map((one, n): Placed => ({ ...one, n }));
      return fc.record({
        all: fc.constant(all),
        shuffled: fc
          .subarray(all)
          .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
        size: fc.integer({ min: 1, max: 9 }),
        isParallel: fc.boolean(),
      });
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async ({ all, shuffled, size, isParallel }) => {
        run += 1;
        const systems = [`/a${run}`, `/b${run}`];
        const batches: Placed[][] = [];
        for (let at = 0; at < shuffled.length; at += size) batches.push(shuffled.slice(at, at + size));
        if (isParallel) await Promise.all(batches.map((batch) => tellBatch(batch, systems)));
        else for (const batch of batches) await tellBatch(batch, systems);
        for (const [key, expected] of expectedCases(all, contactIds)) {
          const [system, id] = key.split(' ');
          const source = systems[Number(system)] ?? '';
          expect(await findCase(test.database.pool, source, id ?? '')).toEqual({ ...expected, source });
        }
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 60), endOnFailure: false },
    );
    await expectReadersToAgree();
  }, 120_000);

  /** One kind in one transaction, as messages are handled: then nobody stands still. */
  async function tellBatch(batch: readonly Placed[], systems: readonly string[]): Promise<void> {
    const of = (one: Placed): Told => told(systems[one.system] ?? '', one.n, one.sequence);
    const keyOf = (n: number): { nameType: string; nameCode: string } => ({ nameType: 'J', nameCode: codes[n] ?? '' });
    const states = batch.flatMap((one) =>
      one.kind === 'case' ? [{ told: of(one), caseId: one.caseId, state: one.state }] : [],
    );
    await tell(test, (tx) => tellCases(tx, states));
    const registered = batch.flatMap((one) =>
      one.kind === 'registered'
        ? [{ told: of(one), externalId: one.externalId, kind: 'created' as const, ...keyOf(one.contact) }]
        : [],
    );
    await tell(test, (tx) => tellExternalContacts(tx, registered, NOW));
    const parties = batch.flatMap((one) => {
      if (one.kind !== 'party') return [];
      const { by, caseId: id, party } = one;
      const name = 'id' in by ? { contactId: contactIds[by.id] ?? '' } : 'code' in by ? keyOf(by.code) : by;
      return [{ told: of(one), caseId: id, contact: name, party }];
    });
    await tell(test, (tx) => tellParties(tx, parties, NOW));
  }

  /** The ways to ask about one contact say what the view says of all. */
  async function expectReadersToAgree(): Promise<void> {
    const rows = await test.rows<{ contact_id: string; cases: string[] }>(
      `select contact_id::text, array_agg(source || ' ' || case_id order by source, case_id) as cases
         from contacts.party_on_open_case group by 1`,
    );
    expect(rows.length).toBeGreaterThan(0);
    const onOpenCases = await findPartiesOnOpenCases(test.database.pool, contactIds);
    expect([...onOpenCases].sort()).toEqual(rows.map(({ contact_id }) => contact_id).sort());
    const pages: string[][] = [];
    await eachPartyOnOpenCase(test.database.pool, { nameTypes: ['J'], limit: 2 }, (page) => {
      pages.push(page.map(({ id }) => id));
      return Promise.resolve();
    });
    expect(pages.flat()).toEqual(rows.map(({ contact_id }) => contact_id).sort((a, b) => Number(a) - Number(b)));
    expect(pages.every(({ length }) => length <= 2)).toBe(true);
    for (const { contact_id, cases } of rows) {
      const listed = await listCasesOf(test.database.pool, contact_id);
      const open = listed.filter(({ state }) => state === 'open').map(({ source, caseId: id }) => `${source} ${id}`);
      expect(open.sort()).toEqual([...cases].sort());
    }
  }
});
