import fc from 'fast-check';
import type { Contact, GroupContent } from './contact';
import { decide } from './decide';
import type { ForceUpdate } from './decide';
import { differencesOf, editGroup, typedOver, undoEdit } from './manual-edit';
import type { GroupEdit } from './manual-edit';
import type { Observation, ObservedGroup } from './observation';

const KEY = { nameType: 'C', nameCode: '6105801234' };
const EMPTY: Contact = { id: '1', key: KEY, version: 1, placeholder: false, content: {}, clocks: {}, manual: {} };

const name = (name1: string): GroupContent => ({ fields: { name1 } });
const street = (address1: string, since?: string): GroupContent => ({
  address: { address1, ...(since !== undefined && { start: { date: since } }) },
});

function seen(clock: number, groups: Observation['groups']): Observation {
  return {
    register: 'cpr',
    subject: KEY,
    clock: String(clock).padStart(2, '0'),
    asOf: '2024-05-02',
    origin: { road: 'file', source: 'd240502.l110901' },
    fingerprint: `print of ${clock}`,
    groups,
  };
}

/** What a store does with an observation, in memory. */
function take(known: Contact, observation: Observation, forceUpdate: ForceUpdate): Contact {
  const decision = decide(known, observation, { forceUpdate });
  const content = { ...known.content };
  for (const change of decision.changes) content[change.group] = change.after;
  const manual = { ...known.manual };
  for (const outcome of decision.manual) {
    if (outcome.kind === 'restored') delete manual[outcome.group];
    else manual[outcome.group] = outcome.edit;
  }
  const clocks = { ...known.clocks };
  for (const group of decision.moved) clocks[group] = observation.clock;
  return { ...known, content, clocks, manual };
}

/** What a store does with an edit, in memory. */
function typed(
  known: Contact,
  group: 'name' | 'civil_status' | 'main_address',
  change: GroupEdit | undefined,
): Contact {
  if (change === undefined) return known;
  const { [group]: _edit, ...rest } = known.manual;
  return {
    ...known,
    content: { ...known.content, [group]: change.content },
    manual: change.edit === undefined ? rest : { ...rest, [group]: change.edit },
  };
}

const type = (known: Contact, group: 'name' | 'civil_status' | 'main_address', content: GroupContent): Contact =>
  typed(known, group, editGroup(known, group, content));

const told = (...all: readonly Observation[]): Contact => all.reduce((known, one) => take(known, one, 'J'), EMPTY);

describe('typing over a group (REG-4)', () => {
  const known = told(seen(1, { name: name('Ane') }));

  it('shows the typed value and keeps the register’s beside it', () => {
    expect(editGroup(known, 'name', name('Anne'))).toEqual({
      content: name('Anne'),
      edit: { registerContent: name('Ane') },
    });
  });

  it('keeps the register’s through a second edit', () => {
    expect(type(type(known, 'name', name('Anne')), 'name', name('Ann')).manual.name).toEqual({
      registerContent: name('Ane'),
    });
  });

  it('keeps nothing where the register never spoke', () => {
    expect(editGroup(EMPTY, 'name', name('Anne'))).toEqual({ content: name('Anne'), edit: {} });
  });

  it('says nothing where what is shown is typed', () => {
    expect(editGroup(known, 'name', name('Ane'))).toBeUndefined();
    expect(editGroup(EMPTY, 'name', {})).toBeUndefined();
    const edited = type(known, 'name', name('Anne'));
    expect(editGroup(edited, 'name', name('Anne'))).toBeUndefined();
  });

  it('is undone by undoing, and by typing what the register says', () => {
    const edited = type(known, 'name', name('Anne'));
    expect(undoEdit(edited, 'name')).toEqual({ content: name('Ane') });
    expect(editGroup(edited, 'name', name('Ane'))).toEqual({ content: name('Ane') });
    expect(undoEdit(known, 'name')).toBeUndefined();
  });

  it('an emptied group is an edit too', () => {
    const edited = type(known, 'name', {});
    expect(edited.content.name).toEqual({});
    expect(undoEdit(edited, 'name')).toEqual({ content: name('Ane') });
  });

  it('leaves references and the valid number to the register', () => {
    const spouse: ObservedGroup = {
      info: { Civilstand: [{ value: 'G' }] },
      references: {
        Ægtefælle: [{ slot: 'spouse', relative: { kind: 'number', nameType: 'C', nameCode: '6206800001' } }],
      },
    };
    const married = told(seen(1, { civil_status: spouse }));
    expect(editGroup(married, 'civil_status', { info: { Civilstand: [{ value: 'U' }] } })).toEqual({
      content: { ...spouse, info: { Civilstand: [{ value: 'U' }] } },
      edit: { registerContent: { info: { Civilstand: [{ value: 'G' }] } } },
    });
    const number = { info: { GældendePNR: [{ value: '6105801234' }], Køn: [{ value: 'K' }] } };
    expect(typedOver(number, { info: { GældendePNR: [{ value: '1' }], Køn: [{ value: 'M' }] } })).toEqual({
      info: { GældendePNR: [{ value: '6105801234' }], Køn: [{ value: 'M' }] },
    });
  });
});

describe('what the register says next', () => {
  const spouse = (nameCode: string, contactId: string, value: string): ObservedGroup => ({
    info: { Civilstand: [{ value }] },
    references: {
      Ægtefælle: [{ slot: 'spouse', relative: { kind: 'number', nameType: 'C', nameCode }, contactId }],
    },
  });

  it('under N changes references and leaves the typed rest of their group', () => {
    const married = told(seen(1, { civil_status: spouse('6206800001', '7', 'G') }));
    const edited = type(married, 'civil_status', { info: { Civilstand: [{ value: 'U' }] } });
    const next = seen(2, { civil_status: spouse('6307800002', '8', 'G') });
    const decision = decide(edited, next, { forceUpdate: 'N' });
    expect(decision.referenceChanges).toMatchObject([{ opened: [{ contactId: '8' }], closed: [{ contactId: '7' }] }]);
    expect(take(edited, next, 'N')).toMatchObject({
      content: { civil_status: spouse('6307800002', '8', 'U') },
      manual: { civil_status: { registerContent: { info: { Civilstand: [{ value: 'G' }] } } } },
    });
  });

  it.each<ForceUpdate>(['J', 'N'])(
    'under %s former addresses are those the register gave, never a typed one',
    (force) => {
      const moved = told(seen(1, { main_address: street('Skovvej 7', '2019-03-01') }));
      const edited = type(moved, 'main_address', street('Baghuset'));
      const same = decide(edited, seen(2, { main_address: street('Skovvej 7', '2019-03-01') }), { forceUpdate: force });
      expect(same.formerAddress).toBeUndefined();
      const next = decide(edited, seen(2, { main_address: street('Engvej 2', '2024-04-15') }), { forceUpdate: force });
      expect(next.formerAddress).toEqual({
        address: { address1: 'Skovvej 7', start: { date: '2019-03-01' } },
        end: { date: '2024-04-15' },
      });
    },
  );
});

describe('an edit among observations in any order, repeated', () => {
  const streets = fc.constantFrom('A', 'B', 'C');
  const history = fc
    .array(streets, { minLength: 1, maxLength: 6 })
    .map((all) => all.map((one, at) => seen(at, { main_address: street(one) })));
  /** Statements before the edit, and after it: some of them older, some the same again. */
  const interleaved = history.chain((all) =>
    fc.record({
      before: fc.shuffledSubarray([...all, ...all], { minLength: 1 }),
      after: fc.shuffledSubarray([...all, ...all]),
    }),
  );
  const newest = (all: readonly Observation[]): Observation | undefined =>
    [...all].sort((a, b) => (a.clock < b.clock ? 1 : -1))[0];
  const TYPED = street('typed');

  const play = (before: readonly Observation[], after: readonly Observation[], force: ForceUpdate): Contact => {
    const known = type(told(...before), 'main_address', TYPED);
    return after.reduce((contact, one) => take(contact, one, force), known);
  };

  it('under N it is shown whatever comes, beside the newest word of the register', () => {
    fc.assert(
      fc.property(interleaved, ({ before, after }) => {
        const end = play(before, after, 'N');
        const word = newest([...before, ...after]);
        expect(end.content.main_address).toEqual(TYPED);
        expect(end.manual.main_address).toEqual({ registerContent: word?.groups.main_address });
        expect(end.clocks.main_address).toBe(word?.clock);
      }),
    );
  });

  it('under J a newer statement restores the register’s value, and only a newer one', () => {
    fc.assert(
      fc.property(interleaved, ({ before, after }) => {
        const end = play(before, after, 'J');
        const known = newest(before)?.clock ?? '';
        const word = newest([...before, ...after]);
        const isRestored = (word?.clock ?? '') > known;
        expect(end.content.main_address).toEqual(isRestored ? word?.groups.main_address : TYPED);
        expect(end.manual.main_address).toEqual(
          isRestored ? undefined : { registerContent: word?.groups.main_address },
        );
      }),
    );
  });

  it('when the setting goes from N to J, the next newer statement restores', () => {
    fc.assert(
      fc.property(interleaved, streets, ({ before, after }, last) => {
        const end = play(before, after, 'N');
        const old = newest([...before, ...after]);
        expect(old === undefined ? end : take(end, old, 'J')).toEqual(end);
        const restored = take(end, seen(99, { main_address: street(last) }), 'J');
        expect(restored.content.main_address).toEqual(street(last));
        expect(restored.manual).toEqual({});
      }),
    );
  });
});

describe('differences', () => {
  it('name each field with both values, in the order of the columns', () => {
    expect(
      differencesOf(
        { address: { address1: 'Baghuset', city: 'Aarhus' }, info: { Bynavn: [{ value: 'Skov' }] } },
        { address: { address1: 'Skovvej 1', city: 'Aarhus', start: { date: '2020', uncertain: true } } },
      ),
    ).toEqual([
      { field: 'address1', typed: 'Baghuset', register: 'Skovvej 1' },
      { field: 'start', register: '2020*' },
      { field: 'Bynavn', typed: 'Skov' },
    ]);
  });

  it('are none where both say the same', () => {
    expect(differencesOf(name('Ane'), name('Ane'))).toEqual([]);
    expect(differencesOf({}, {})).toEqual([]);
  });
});
