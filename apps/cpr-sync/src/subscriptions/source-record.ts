import { isForSubscribing, type Reason, type SubscriptionReason } from './reasons';

/** The source record of a contact as it is stored (CPR-8). Numbers stand as keyed hashes. */
export interface SourceRecord {
  readonly contactId: string;
  /** SRC_SUBSCRIBED: what CPR has confirmed. */
  readonly srcSubscribed: 'Y' | 'N';
  /** SUBSCRIBED: what is wanted and not confirmed yet. */
  readonly subscribed: 'Y' | 'N' | null;
  /** Of the number that CPR has subscribed, or the last one it had. */
  readonly numberHash: string | null;
  /** Of further numbers of the contact that CPR has subscribed; each is to be deleted. */
  readonly otherHashes: readonly string[];
  readonly subscribedAt: Date | null;
  readonly road: ConfirmedBy | null;
  readonly reason: SubscriptionReason | null;
  readonly wishReason: Reason | null;
  readonly wishedAt: Date | null;
  readonly sent: SentWish | null;
  readonly problem: RecordProblem | null;
}

export type ConfirmedBy = 'online' | 'file' | 'take-over';

/** A wish that went off in an input file. */
export interface SentWish {
  readonly at: Date;
  readonly file: string;
  /** Of the number it went off for. */
  readonly hash: string;
}

/** What CPR, or a rule of ours, said against a wish. */
export interface RecordProblem {
  readonly code: string;
  readonly text: string;
  readonly at: Date;
  /** Of the number it was said of. */
  readonly hash: string | null;
}

/** What is written down for good of a change (reliability 7). */
export interface Proof {
  readonly contactId: string;
  readonly at: Date;
  readonly what: 'subscribed' | 'unsubscribed' | 'wanted' | 'not-wanted' | 'withdrawn' | 'refused';
  readonly reason: Reason;
  readonly road?: ConfirmedBy;
  /** `confirmed`, `again`, `deleted`, `not-found`, or the code of a problem. */
  readonly result?: string;
}

/** A record as it becomes, and what is proven of it. */
export interface RecordChange {
  readonly record: SourceRecord;
  readonly proofs: readonly Proof[];
}

/** The record of a contact that nothing was ever wanted of. */
export const emptyRecord = (contactId: string): SourceRecord => ({
  contactId,
  srcSubscribed: 'N',
  numberHash: null,
  otherHashes: [],
  subscribedAt: null,
  road: null,
  reason: null,
  ...NO_WISH,
  problem: null,
});

const NO_WISH = { subscribed: null, wishReason: null, wishedAt: null, sent: null } as const;

/** CPR has confirmed that it has a number subscribed. What was not wanted meanwhile stays so. */
export function confirm(
  record: SourceRecord,
  { hash, at, road, reason }: { hash: string; at: Date; road: ConfirmedBy; reason: SubscriptionReason },
): RecordChange {
  const { contactId, srcSubscribed, numberHash, subscribedAt } = record;
  const wasSubscribed = srcSubscribed === 'Y' && numberHash !== null;
  const again = wasSubscribed && numberHash === hash;
  const others = wasSubscribed && !again ? [...record.otherHashes, numberHash] : record.otherHashes;
  return {
    record: {
      ...record,
      // A line that was out to begin it has done so, or has nothing left to do.
      ...(!wasSubscribed && { sent: null }),
      ...(record.subscribed === 'Y' && NO_WISH),
      srcSubscribed: 'Y',
      numberHash: hash,
      otherHashes: [...new Set(others)].filter((other) => other !== hash),
      subscribedAt: again && subscribedAt !== null && subscribedAt > at ? subscribedAt : at,
      road,
      reason,
      problem: null,
    },
    proofs: [{ contactId, at, what: 'subscribed', reason, road, result: again ? 'again' : 'confirmed' }],
  };
}

/**
 * CPR has delivered whom an input file of ours asked for, and so has subscribed. Who was not wanted any more by then is
 * subscribed all the same, and that is to end.
 */
export function confirmSent(record: SourceRecord, { hash, at }: { hash: string; at: Date }): RecordChange {
  const { subscribed, wishReason } = record;
  const isWanted = subscribed === 'Y' && isForSubscribing(wishReason);
  if (record.sent?.hash !== hash || !(isWanted || lineOut(record) !== null)) return { record, proofs: [] };
  const confirmed = confirm(record, { hash, at, road: 'file', reason: isWanted ? wishReason : OUTRUN });
  if (isWanted) return confirmed;
  const ending = wish(confirmed.record, {
    subscribed: 'N',
    at,
    reason: subscribed === 'N' && wishReason !== null ? wishReason : OUTRUN,
  });
  return { record: ending.record, proofs: [...confirmed.proofs, ...ending.proofs] };
}

/** The wish was taken back after its line had gone off. */
const OUTRUN = {
  kind: 'wish',
  by: 'cpr-sync',
  text: 'an input file had asked CPR for it before it was taken back',
} as const;

/** The line of an input file that begins a subscription and was not answered: what goes off for who is not subscribed begins one. */
const lineOut = ({ srcSubscribed, sent }: SourceRecord): SentWish | null => (srcSubscribed === 'N' ? sent : null);

/** CPR has a number of the contact subscribed no longer. What is wanted otherwise meanwhile stays so. */
export function end(
  record: SourceRecord,
  { hash, at, road, reason, result }: { hash: string; at: Date; road: ConfirmedBy; reason: Reason; result: string },
): RecordChange {
  const { contactId } = record;
  const otherHashes = record.otherHashes.filter((other) => other !== hash);
  if (record.srcSubscribed === 'N' || record.numberHash !== hash) {
    const proofs: Proof[] =
      otherHashes.length < record.otherHashes.length
        ? [{ contactId, at, what: 'unsubscribed', reason, road, result }]
        : [];
    return { record: { ...record, otherHashes }, proofs };
  }
  return {
    record: { ...record, otherHashes, ...(record.subscribed === 'N' && NO_WISH), srcSubscribed: 'N', problem: null },
    proofs: [{ contactId, at, what: 'unsubscribed', reason, road, result }],
  };
}

/** SUBSCRIBED becomes Y or N. A new wish is sent anew, and what was said against the last one no longer counts. */
export function wish(
  record: SourceRecord,
  { subscribed, at, reason }: { subscribed: 'Y' | 'N'; at: Date; reason: Reason },
): RecordChange {
  return {
    record: {
      ...record,
      subscribed,
      wishReason: reason,
      wishedAt: at,
      sent: subscribed === 'N' ? lineOut(record) : null,
      problem: null,
    },
    proofs: [{ contactId: record.contactId, at, what: subscribed === 'Y' ? 'wanted' : 'not-wanted', reason }],
  };
}

/** SUBSCRIBED goes back to null before CPR confirmed it. A line that went off for it is still heeded when CPR answers it. */
export function withdraw(record: SourceRecord, at: Date): RecordChange {
  const { contactId, wishReason } = record;
  if (record.subscribed === null || wishReason === null) return { record, proofs: [] };
  return {
    record: { ...record, ...NO_WISH, sent: lineOut(record) },
    proofs: [{ contactId, at, what: 'withdrawn', reason: wishReason }],
  };
}

/** Something was said against what is wanted: the wish stays, and the problem shows on the record. */
export function refuse(record: SourceRecord, problem: RecordProblem): RecordChange {
  const reason = record.wishReason ?? record.reason;
  const { contactId } = record;
  const proofs: Proof[] =
    reason === null || record.problem?.code === problem.code
      ? []
      : [{ contactId, at: problem.at, what: 'refused', reason, result: problem.code }];
  return { record: { ...record, problem }, proofs };
}

/**
 * A line of an input file begins or ends the subscription. With a reason that is wanted from now on, where it was not
 * before; ending what CPR does not have is no wish.
 */
export function send(
  before: SourceRecord,
  { subscribed, sent, reason }: { subscribed: 'Y' | 'N'; sent: SentWish; reason?: Reason | undefined },
): RecordChange {
  const isNew = reason !== undefined && before.subscribed !== subscribed && !endsNothing(before, subscribed);
  const { record, proofs } = isNew ? wish(before, { subscribed, at: sent.at, reason }) : { record: before, proofs: [] };
  // What begins a subscription is heeded when CPR answers it, also where that is not wanted any more.
  const isHeeded = record.subscribed === subscribed || (subscribed === 'Y' && record.srcSubscribed === 'N');
  return { record: isHeeded ? { ...record, sent } : record, proofs };
}

const endsNothing = ({ srcSubscribed }: SourceRecord, subscribed: 'Y' | 'N'): boolean =>
  subscribed === 'N' && srcSubscribed === 'N';
