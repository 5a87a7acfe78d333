import type { Subscription } from './subscription';
import { provenText, subscriptionsText } from './subscription-text';

const NONE: Subscription = {
  contactId: '4712',
  srcSubscribed: 'N',
  subscribed: null,
  subscribedAt: null,
  confirmedBy: null,
  reason: null,
  wishReason: null,
  wishedAt: null,
  sentAt: null,
  sentFile: null,
  replacedNumbers: 0,
  problem: null,
};

const SUBSCRIBED: Subscription = {
  ...NONE,
  contactId: '4711',
  srcSubscribed: 'Y',
  subscribedAt: '2026-11-02T01:00:00.000Z',
  confirmedBy: 'online',
  reason: { kind: 'open-case', caseSource: '/sag', caseId: '2026-17' },
};

describe('subscriptionsText', () => {
  it('tells who is subscribed, why, and what is wanted', () => {
    const ended: Subscription = {
      ...NONE,
      // Of the last subscription, which is over.
      subscribedAt: '2026-10-01T01:00:00.000Z',
      reason: { kind: 'import' },
      subscribed: 'Y',
      problem: { code: 'not-in-register', text: 'CPR does not know the number', at: '2026-11-03T01:00:00.000Z' },
    };
    expect(subscriptionsText({ subscriptions: [SUBSCRIBED, ended], next: '4712' }))
      .toBe(`contact  subscribed  since                 why                    wanted        problem
4711     yes         2026-11-02 01:00:00Z  party on an open case
4712     no                                                       subscription  not-in-register
there are more; --after 4712 shows them
`);
  });

  it('says that there are none', () => {
    expect(subscriptionsText({ subscriptions: [], next: null })).toBe('there are none\n');
  });
});

describe('provenText', () => {
  it('tells all of one record, with the proof', () => {
    const text = provenText({
      ...SUBSCRIBED,
      subscribed: 'N',
      wishReason: { kind: 'wish', by: 'ib', purpose: 'moved, as 610180-1234 said\u001b[2J' },
      wishedAt: '2026-11-20T12:00:00.000Z',
      sentAt: '2026-11-20T12:05:00.000Z',
      sentFile: 'd261120.i110901',
      replacedNumbers: 1,
      problem: { code: 'rejected-0003', text: 'the line was rejected', at: '2026-11-21T04:30:00.000Z' },
      proof: [
        {
          at: '2026-11-02T01:00:00.000Z',
          what: 'subscribed',
          reason: 'open-case',
          who: null,
          purpose: null,
          caseSource: '/sag',
          caseId: '2026-17',
          road: 'online',
          result: 'confirmed',
        },
        {
          at: '2026-11-20T12:00:00.000Z',
          what: 'not-wanted',
          reason: 'wish',
          who: 'ib',
          purpose: 'moved',
          caseSource: null,
          caseId: null,
          road: null,
          result: null,
        },
      ],
    });
    expect(text).toBe(`contact 4711
  at CPR            subscribed since 2026-11-02 01:00:00Z (online)
  why               party on an open case, 2026-17 (/sag)
  wanted            its end, since 2026-11-20 12:00:00Z
  why wanted        wished, moved, as ******-**** said\\x1b[2J, by ib
  sent              2026-11-20 12:05:00Z, in d261120.i110901
  replaced numbers  1, yet to be unsubscribed
  problem           2026-11-21 04:30:00Z, rejected-0003: the line was rejected
Proof
  at                    what        reason                 case            who  by      result     purpose
  2026-11-02 01:00:00Z  subscribed  party on an open case  2026-17 (/sag)       online  confirmed
  2026-11-20 12:00:00Z  not-wanted  wished                                 ib                      moved
`);
  });

  it('of one that is not subscribed tells no more than that', () => {
    expect(provenText({ ...NONE, reason: { kind: 'import' }, proof: [] })).toBe(
      'contact 4712\n  at CPR  not subscribed\nProof\n  none\n',
    );
  });
});
