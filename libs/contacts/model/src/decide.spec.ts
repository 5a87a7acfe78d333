import fc from 'fast-check';
import type { Contact, GroupContent } from './contact';
import { decide } from './decide';
import type { Decision, ForceUpdate } from './decide';
import type { GroupName } from './groups';
import type { Observation, ObservedGroup } from './observation';

const KEY = { nameType: 'C', nameCode: '6105801234' };

function seen(clock: string, groups: Partial<Record<GroupName, ObservedGroup>>): Observation {
  return {
    register: 'cpr',
    subject: KEY,
    clock,
    asOf: '2024-05-02',
    origin: { road: 'file', source: 'd240502.l110901' },
    fingerprint: `print of ${clock}`,
    groups,
  };
}

const EMPTY: Contact = { id: '1', key: KEY, version: 0, placeholder: false, content: {}, clocks: {}, manual: {} };

/** What a store does with a decision, in memory. */
function take(known: Contact | null, observation: Observation, decision: Decision): Contact {
  const contact = known ?? EMPTY;
  const content: Partial<Record<GroupName, GroupContent>> = { ...contact.content };
  for (const change of decision.changes) content[change.group] = change.after;
  const manual = { ...contact.manual };
  for (const outcome of decision.manual) {
    if (outcome.kind === 'restored') delete manual[outcome.group];
    else manual[outcome.group] = outcome.edit;
  }
  const clocks = { ...contact.clocks };
  for (const group of decision.moved) clocks[group] = observation.clock;
  return { ...contact, placeholder: false, content, clocks, manual };
}

function takeAll(observations: readonly Observation[], forceUpdate: ForceUpdate = 'J'): Contact | null {
  return observations.reduce<Contact | null>(
    (known, observation) => take(known, observation, decide(known, observation, { forceUpdate })),
    null,
  );
}

const at = (street: string, since: string): ObservedGroup => ({
  address: { address1: street, country_code: 'DK', start: { date: since } },
});

describe('decide', () => {
  it('creates an unknown contact with all that is told', () => {
    const decision = decide(null, seen('2', { name: { fields: { name1: 'Ane' } } }), { forceUpdate: 'J' });
    expect(decision.outcome).toBe('created');
    expect(decision.changes).toEqual([{ group: 'name', after: { fields: { name1: 'Ane' } } }]);
  });

  it('calls the first statement on a mere relative a creation', () => {
    const relative: Contact = {
      ...EMPTY,
      placeholder: true,
      content: { name: { fields: { name1: 'Person med cprnr 6105801234', name2: '- ikke importeret' } } },
    };
    const decision = decide(relative, seen('2', { name: { fields: { name1: 'Ane' } } }), { forceUpdate: 'J' });
    expect(decision.outcome).toBe('created');
    expect(decision.changes[0]?.after).toEqual({ fields: { name1: 'Ane' } });
  });

  it('says nothing the second time', () => {
    const observation = seen('2', { name: { fields: { name1: 'Ane' } } });
    const known = takeAll([observation]);
    expect(decide(known, observation, { forceUpdate: 'J' })).toMatchObject({
      outcome: 'stale',
      moved: [],
      changes: [],
    });
  });

  it('moves the clocks when nothing changed, or a late older statement would win', () => {
    const known = takeAll([seen('1', { name: { fields: { name1: 'Ane' } } })]);
    const again = seen('3', { name: { fields: { name1: 'Ane' } } });
    const decision = decide(known, again, { forceUpdate: 'J' });
    expect(decision).toMatchObject({ outcome: 'unchanged', moved: ['name'], changes: [] });
    const later = take(known, again, decision);
    expect(decide(later, seen('2', { name: { fields: { name1: 'Bo' } } }), { forceUpdate: 'J' }).outcome).toBe('stale');
  });

  it('leaves a group alone that the road does not deliver', () => {
    const known = takeAll([
      seen('1', { name: { fields: { name1: 'Ane' } }, protection: { protection: { date: '2020-01-01' } } }),
    ]);
    const decision = decide(known, seen('2', { name: { fields: { name1: 'Ane' } } }), { forceUpdate: 'J' });
    expect(decision.changes).toEqual([]);
    expect(take(known, seen('2', {}), decision).content.protection).toEqual({ protection: { date: '2020-01-01' } });
  });

  it('ends what a fully delivered group no longer names', () => {
    const known = takeAll([seen('1', { protection: { protection: { date: '2020-01-01' } } })]);
    const decision = decide(known, seen('2', { protection: {} }), { forceUpdate: 'J' });
    expect(decision.changes).toEqual([
      { group: 'protection', before: { protection: { date: '2020-01-01' } }, after: {} },
    ]);
  });

  it('keeps a fingerprint only when the whole statement was taken', () => {
    const known = takeAll([seen('2', { name: { fields: { name1: 'Ane' } } })]);
    const older = seen('1', { name: { fields: { name1: 'Bo' } }, identity: { fields: { position: 'Lærer' } } });
    expect(decide(known, older, { forceUpdate: 'J' })).toMatchObject({ moved: ['identity'], fingerprint: null });
    expect(decide(known, seen('3', { name: {} }), { forceUpdate: 'J' }).fingerprint).toBe('print of 3');
  });

  describe('main address', () => {
    const known = takeAll([seen('1', { main_address: at('Skovvej 7', '2019-03-01') })]);
    const former = (group: ObservedGroup): Decision['formerAddress'] =>
      decide(known, seen('2', { main_address: group }), { forceUpdate: 'J' }).formerAddress;

    it('becomes a former one that ends when the new one starts', () => {
      expect(former(at('Engvej 2', '2024-04-15'))).toEqual({
        address: { address1: 'Skovvej 7', country_code: 'DK', start: { date: '2019-03-01' } },
        end: { date: '2024-04-15' },
      });
    });

    it.each(['2019-03-01', '2018-12-31'])('is corrected, not closed, by another one since %s', (since) => {
      expect(former(at('Engvej 2', since))).toBeUndefined();
    });

    it('is closed on the date the register gives when it is gone', () => {
      expect(former({ addressEnd: { date: '2024-04-30' } })?.end).toEqual({ date: '2024-04-30' });
    });

    it('is closed on the day of the statement when the register gives no date', () => {
      expect(former({})?.end).toEqual({ date: '2024-05-02' });
    });
  });

  describe('references', () => {
    const spouse = (nameCode: string, start: string, contactId?: string): ObservedGroup => ({
      references: {
        Ægtefælle: [
          {
            slot: 'spouse',
            relative: { kind: 'number', nameType: 'C', nameCode },
            start: { date: start },
            ...(contactId !== undefined && { contactId }),
          },
        ],
      },
    });
    const known = takeAll([seen('1', { civil_status: spouse('6206800001', '2010-06-05', '7') })]);

    it('end on the date the register gives', () => {
      const divorce = seen('2', { civil_status: { referencesEnd: { date: '2024-04-01' } } });
      const decision = decide(known, divorce, { forceUpdate: 'J' });
      expect(decision.endedReferences.map((one) => one.end)).toEqual([{ date: '2024-04-01' }]);
    });

    it('end when their successor starts', () => {
      const decision = decide(known, seen('2', { civil_status: spouse('6307800002', '2024-03-09', '8') }), {
        forceUpdate: 'J',
      });
      expect(decision.endedReferences.map((one) => one.end)).toEqual([{ date: '2024-03-09' }]);
      expect(decision.referenceChanges[0]).toMatchObject({
        opened: [{ contactId: '8' }],
        closed: [{ contactId: '7' }],
      });
    });

    it('are only told anew, not changed, when the same contact is named by its new number', () => {
      const decision = decide(known, seen('2', { civil_status: spouse('6307800002', '2010-06-05', '7') }), {
        forceUpdate: 'J',
      });
      expect(decision.outcome).toBe('unchanged');
      expect(decision.referenceChanges[0]).toMatchObject({ opened: [], closed: [], retold: [{ contactId: '7' }] });
    });
  });

  it('reports the end of a contact once', () => {
    const dead = seen('2', { status: { ended: { date: '2024-05-01' } } });
    const known = takeAll([seen('1', { status: {} })]);
    expect(decide(known, dead, { forceUpdate: 'J' }).ended).toBe(true);
    const buried = takeAll([seen('1', { status: {} }), dead]);
    expect(decide(buried, { ...dead, clock: '3' }, { forceUpdate: 'J' }).ended).toBe(false);
  });

  describe('a manual edit', () => {
    const register = seen('1', { name: { fields: { name1: 'Ane' } } });
    const edited: Contact = {
      ...(takeAll([register]) ?? EMPTY),
      content: { name: { fields: { name1: 'Anne' } } },
      manual: { name: { registerContent: { fields: { name1: 'Ane' } } } },
    };
    const newer = seen('2', { name: { fields: { name1: 'Ane' } } });

    it('is undone under J by the next newer statement, also when the register says the same as before', () => {
      const decision = decide(edited, newer, { forceUpdate: 'J' });
      expect(decision.manual).toEqual([{ group: 'name', kind: 'restored' }]);
      expect(take(edited, newer, decision).content.name).toEqual({ fields: { name1: 'Ane' } });
    });

    it('is not undone by the same statement again', () => {
      expect(decide(edited, register, { forceUpdate: 'J' }).outcome).toBe('stale');
    });

    it('stays under N, and what the register says is kept beside it', () => {
      const other = seen('2', { name: { fields: { name1: 'Anna' } } });
      const decision = decide(edited, other, { forceUpdate: 'N' });
      expect(decision).toMatchObject({ outcome: 'unchanged', changes: [], moved: ['name'] });
      expect(take(edited, other, decision)).toMatchObject({
        content: { name: { fields: { name1: 'Anne' } } },
        manual: { name: { registerContent: { fields: { name1: 'Anna' } } } },
      });
    });
  });

  it('ends in one state whatever the order and however often statements come', () => {
    const name = fc.record({ fields: fc.record({ name1: fc.constantFrom('Ane', 'Bo', 'Ib') }) });
    const address = fc.oneof(
      fc.constant<ObservedGroup>({}),
      fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('2001', '2002-03')).map(([a, d]) => at(a, d)),
    );
    const statement = fc.record({ name: fc.option(name), main_address: fc.option(address) }).map((groups) => ({
      ...(groups.name !== null && { name: groups.name }),
      ...(groups.main_address !== null && { main_address: groups.main_address }),
    }));
    const history = fc
      .array(statement, { minLength: 1, maxLength: 6 })
      .map((all) => all.map((groups, index) => seen(String(index), groups)));
    const shuffled = history.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([inOrder, mixed]) => {
        const expected = takeAll(inOrder);
        const actual = takeAll(mixed);
        expect(actual?.clocks).toEqual(expected?.clocks);
        for (const group of ['name', 'main_address'] as const) {
          expect(actual?.content[group] ?? {}).toEqual(expected?.content[group] ?? {});
        }
      }),
    );
  });
});
