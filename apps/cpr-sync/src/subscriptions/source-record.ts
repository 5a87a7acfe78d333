import type { Reason, SubscriptionReason } from './reasons';

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
    record: { ...record, subscribed, wishReason: reason, wishedAt: at, sent: null, problem: null },
    proofs: [{ contactId: record.contactId, at, what: subscribed === 'Y' ? 'wanted' : 'not-wanted', reason }],
  };
}

/** SUBSCRIBED goes back to null before CPR confirmed it. */
export function withdraw(record: SourceRecord, at: Date): RecordChange {
  const { contactId, wishReason } = record;
  if (record.subscribed === null || wishReason === null) return { record, proofs: [] };
  return { record: { ...record, ...NO_WISH }, proofs: [{ contactId, at, what: 'withdrawn', reason: wishReason }] };
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

/** The wish went off in an input file. */
export const send = (record: SourceRecord, sent: SentWish): RecordChange => ({
  record: { ...record, sent },
  proofs: [],
});
