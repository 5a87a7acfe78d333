import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { printable } from '../../text/printable';
import { fields, moment, table } from '../../text/table';
import type { ProvenSubscription, Reason, Subscription, SubscriptionsPage } from './subscription';

const WANTED = { Y: 'subscription', N: 'its end' } as const;

const REASONS: Readonly<Record<string, string>> = {
  import: 'imported',
  'open-case': 'party on an open case',
  wish: 'wished',
  'take-over': 'taken over from CPR',
  'number-changed': 'person number changed',
  'no-open-case': 'on no open case',
  blocked: 'block list',
  receipt: "CPR's receipt",
};

/** A page of source records for people. No person number is in it, whatever the server sent. */
export function subscriptionsText({ subscriptions, next }: SubscriptionsPage): string {
  if (subscriptions.length === 0) return 'there are none\n';
  const rows = subscriptions.map(({ contactId, srcSubscribed, subscribedAt, reason, subscribed, problem }) => {
    const isSubscribed = srcSubscribed === 'Y';
    return [
      contactId,
      isSubscribed ? 'yes' : 'no',
      isSubscribed ? moment(subscribedAt) : '',
      isSubscribed && reason !== null ? kindText(reason.kind) : '',
      subscribed === null ? '' : WANTED[subscribed],
      problem === null ? '' : printable(problem.code),
    ];
  });
  const text = table(['contact', 'subscribed', 'since', 'why', 'wanted', 'problem'], rows);
  return maskPersonNumbers(text + (next === null ? '' : `there are more; --after ${printable(next)} shows them\n`));
}

/** One source record with the proof of why, for people. */
export function provenText(record: ProvenSubscription): string {
  const { contactId, subscribed, wishReason, wishedAt, sentAt, sentFile, replacedNumbers, problem, proof } = record;
  const rows = proof.map(({ at, what, reason, who, purpose, caseSource, caseId, road, result }) => [
    moment(at),
    what,
    kindText(reason),
    caseText(caseId, caseSource),
    printable(who ?? ''),
    road ?? '',
    printable(result ?? ''),
    printable(purpose ?? ''),
  ]);
  return maskPersonNumbers(
    [
      `contact ${contactId}\n`,
      fields([
        ['at CPR', atCpr(record)],
        ['why', record.srcSubscribed === 'Y' ? reasonText(record.reason) : undefined],
        ['wanted', subscribed === null ? undefined : `${WANTED[subscribed]}, since ${moment(wishedAt)}`],
        ['why wanted', subscribed === null ? undefined : reasonText(wishReason)],
        ['sent', sentAt === null ? undefined : `${moment(sentAt)}, in ${printable(sentFile ?? '')}`],
        ['replaced numbers', replacedNumbers === 0 ? undefined : `${replacedNumbers}, yet to be unsubscribed`],
        ['problem', problem && `${moment(problem.at)}, ${printable(`${problem.code}: ${problem.text}`)}`],
      ]),
      'Proof\n',
      rows.length === 0
        ? '  none\n'
        : table(['at', 'what', 'reason', 'case', 'who', 'by', 'result', 'purpose'], rows).replace(/^(?=.)/gm, '  '),
    ].join(''),
  );
}

function atCpr({ srcSubscribed, subscribedAt, confirmedBy }: Subscription): string {
  if (srcSubscribed === 'N') return 'not subscribed';
  return `subscribed since ${moment(subscribedAt)}${confirmedBy === null ? '' : ` (${confirmedBy})`}`;
}

function reasonText(reason: Reason | null): string | undefined {
  if (reason === null) return undefined;
  const { kind, by, purpose, caseId, caseSource } = reason;
  return [
    kindText(kind),
    caseText(caseId, caseSource),
    printable(purpose ?? ''),
    by === undefined ? '' : `by ${printable(by)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const kindText = (kind: string): string => REASONS[kind] ?? printable(kind);

const caseText = (id: string | null | undefined, source: string | null | undefined): string =>
  id == null ? '' : printable(source == null ? id : `${id} (${source})`);
