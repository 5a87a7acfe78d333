import * as fc from 'fast-check';
import {
  decideSubscription,
  isOverdue,
  type SubscriptionDecision,
  type SubscriptionFacts,
  type SubscriptionRules,
} from './decide-subscription';

const NOW = new Date('2026-11-22T01:00:00Z');
const DAY_MS = 86_400_000;
const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);
const RULES: SubscriptionRules = { now: NOW, delayDays: 7, delayFrom: 'lastUpdate' };
/** Known to CPR since yesterday, and nothing is wanted. */
const SOMEBODY: SubscriptionFacts = {
  number: 'ordinary',
  blocked: false,
  onOpenCase: false,
  subscribed: 'no',
  predecessorSubscribed: false,
  heardAt: ago(1),
};
const SUBSCRIBED: Partial<SubscriptionFacts> = { subscribed: 'yes', subscribedAt: ago(30) };
const byJob = (subscribed: 'Y' | 'N') => ({ subscribed, by: 'job' }) as const;
const byOthers = (subscribed: 'Y' | 'N') => ({ subscribed, by: 'others' }) as const;

/** As one word: what is wanted and why, or what happens to the wish. */
function said(decision: SubscriptionDecision): string {
  return decision.kind === 'want' ? `${decision.subscribed} ${decision.because}` : decision.kind;
}

it.each<[string, Partial<SubscriptionFacts>, string]>([
  ['nobody is subscribed without a case', {}, 'leave'],
  ['a party on an open case is subscribed', { onOpenCase: true }, 'Y open-case'],
  ['one made by hand, whom CPR never told of, too', { onOpenCase: true, heardAt: undefined }, 'Y open-case'],
  ['one who is subscribed already is not', { ...SUBSCRIBED, onOpenCase: true }, 'leave'],
  ['a wish that waits is not repeated', { onOpenCase: true, wish: byJob('Y') }, 'leave'],
  ['no placeholder', { onOpenCase: true, number: 'placeholder' }, 'leave'],
  ['no void number', { onOpenCase: true, number: 'void' }, 'leave'],
  ['no substitute number', { onOpenCase: true, number: 'substitute' }, 'leave'],
  ['nobody on the block list', { onOpenCase: true, blocked: true }, 'leave'],
  ['nobody whom CPR refused lately', { onOpenCase: true, refusedAt: ago(29) }, 'leave'],
  ['a refusal is over after a month', { onOpenCase: true, refusedAt: ago(30) }, 'Y open-case'],
  ['nor against a wish of others', { onOpenCase: true, wish: byOthers('N') }, 'leave'],

  ['without a case, after seven days and more: no longer', { ...SUBSCRIBED, heardAt: ago(7.01) }, 'N no-open-case'],
  ['not at seven days to the second', { ...SUBSCRIBED, heardAt: ago(7) }, 'leave'],
  ['whom CPR never told of has no days of grace', { ...SUBSCRIBED, heardAt: undefined }, 'N no-open-case'],
  ['not while on an open case', { ...SUBSCRIBED, heardAt: ago(400), onOpenCase: true }, 'leave'],
  ['that wish is not repeated', { ...SUBSCRIBED, heardAt: ago(9), wish: byJob('N') }, 'leave'],
  ['a wish of others stands against it', { ...SUBSCRIBED, heardAt: ago(9), wish: byOthers('Y') }, 'leave'],
  ['a void number on an open case stays', { ...SUBSCRIBED, onOpenCase: true, number: 'void' }, 'leave'],

  ['the case was closed before the wish was sent', { wish: byJob('Y') }, 'withdraw'],
  ['a case was opened before the end was sent', { ...SUBSCRIBED, onOpenCase: true, wish: byJob('N') }, 'withdraw'],
  ['CPR told of the person before the end was sent', { ...SUBSCRIBED, wish: byJob('N') }, 'withdraw'],
  ['what others want is not withdrawn', { wish: byOthers('Y') }, 'leave'],

  ['the block list ends a subscription at once', { ...SUBSCRIBED, onOpenCase: true, blocked: true }, 'N blocked'],
  ['also against others', { ...SUBSCRIBED, blocked: true, wish: byOthers('Y') }, 'N blocked'],
  ['and withdraws every wish', { blocked: true, wish: byOthers('Y') }, 'withdraw'],

  ['a replaced number is given up', { ...SUBSCRIBED, number: 'superseded' }, 'N number-changed'],
  ['a replaced number is not begun', { number: 'superseded', onOpenCase: true }, 'leave'],
  ['who took its place is subscribed instead', { predecessorSubscribed: true }, 'Y number-changed'],
  ['not when that would end at once', { predecessorSubscribed: true, heardAt: ago(9) }, 'leave'],
  ['the number in force is subscribed explicitly', { ...SUBSCRIBED, subscribed: 'other' }, 'Y number-changed'],
  ['or for its case', { ...SUBSCRIBED, subscribed: 'other', onOpenCase: true }, 'Y open-case'],
  ['not when it is to end', { ...SUBSCRIBED, subscribed: 'other', heardAt: ago(9) }, 'N no-open-case'],
  [
    'that wish outlives the old subscription',
    { wish: { subscribed: 'Y', by: 'number-change' }, heardAt: ago(6) },
    'leave',
  ],
  ['for the days of grace', { wish: { subscribed: 'Y', by: 'number-change' }, heardAt: ago(8) }, 'withdraw'],
  [
    'an undone change of number takes the end back',
    { ...SUBSCRIBED, wish: { subscribed: 'N', by: 'number-change' } },
    'withdraw',
  ],
])('%s', (_, facts, expected) => {
  expect(said(decideSubscription({ ...SOMEBODY, ...facts }, RULES))).toBe(expected);
});

it.each<[SubscriptionRules['delayFrom'], number, number, string]>([
  ['lastUpdate', 3, 30, 'leave'],
  ['lastUpdate', 30, 3, 'N no-open-case'],
  ['subscribed', 3, 30, 'N no-open-case'],
  ['subscribed', 30, 3, 'leave'],
])('days from %s, heard of %d days ago and subscribed %d days ago: %s', (delayFrom, heard, since, expected) => {
  const facts = { ...SOMEBODY, ...SUBSCRIBED, heardAt: ago(heard), subscribedAt: ago(since) };
  expect(said(decideSubscription(facts, { ...RULES, delayFrom }))).toBe(expected);
});

it('without days of grace the first night ends it', () => {
  const rules = { ...RULES, delayDays: 0 };
  expect(said(decideSubscription({ ...SOMEBODY, ...SUBSCRIBED }, rules))).toBe('N no-open-case');
  expect(said(decideSubscription({ ...SOMEBODY, ...SUBSCRIBED, heardAt: NOW }, rules))).toBe('leave');
});

const days = fc.option(fc.double({ min: 0, max: 60, noNaN: true }), { nil: undefined });
const anyFacts = fc
  .record({
    number: fc.constantFrom('ordinary', 'placeholder', 'void', 'substitute', 'superseded'),
    blocked: fc.boolean(),
    onOpenCase: fc.boolean(),
    subscribed: fc.constantFrom('no', 'yes', 'other'),
    predecessorSubscribed: fc.boolean(),
    wish: fc.option(
      fc.record({
        subscribed: fc.constantFrom('Y', 'N'),
        by: fc.constantFrom('job', 'number-change', 'others'),
      }),
      { nil: undefined },
    ),
    heard: days,
    since: days,
    refused: days,
  })
  .map(({ heard, since, refused, wish, ...facts }): SubscriptionFacts => ({
    ...facts,
    ...(wish !== undefined && { wish }),
    ...(heard !== undefined && { heardAt: ago(heard) }),
    ...(facts.subscribed !== 'no' && { subscribedAt: ago(since ?? 0) }),
    ...(refused !== undefined && { refusedAt: ago(refused) }),
  }));
const anyRules = fc
  .record({ delayDays: fc.integer({ min: 0, max: 30 }), delayFrom: fc.constantFrom('lastUpdate', 'subscribed') })
  .map((rules) => ({ ...rules, now: NOW }));

/** SUBSCRIBED as it stands after the decision. */
function after({ wish, ...facts }: SubscriptionFacts, decision: SubscriptionDecision): SubscriptionFacts {
  switch (decision.kind) {
    case 'leave':
      return { ...facts, ...(wish !== undefined && { wish }) };
    case 'withdraw':
      return facts;
    case 'want': {
      const by = decision.because === 'number-changed' ? 'number-change' : 'job';
      return { ...facts, wish: { subscribed: decision.subscribed, by } };
    }
  }
}

it('is at rest: deciding again changes nothing', () => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, rules) => {
      const then = after(facts, decideSubscription(facts, rules));
      expect(decideSubscription(then, rules)).toEqual({ kind: 'leave' });
    }),
  );
});

it('subscribes nobody without a need, or whom it must not', () => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, rules) => {
      const decision = decideSubscription(facts, rules);
      if (decision.kind !== 'want' || decision.subscribed !== 'Y') return;
      expect([facts.blocked, facts.number]).toEqual([false, 'ordinary']);
      expect(facts.onOpenCase || facts.predecessorSubscribed || facts.subscribed === 'other').toBe(true);
    }),
  );
});

it('after the night nobody is subscribed longer than allowed, but by the wish of others', () => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, rules) => {
      if (!isOverdue(facts, rules) || facts.wish?.by === 'others') return;
      expect(after(facts, decideSubscription(facts, rules)).wish).toMatchObject({ subscribed: 'N' });
    }),
  );
});
