import type { CprSettings } from '../settings';
import type { SourceRecord } from './source-record';

/** What is known of a contact when its wish is to be told to CPR online. */
export interface SendingFacts {
  readonly record: SourceRecord | undefined;
  /** Keyed hash of the number in force; absent for a contact that another took the place of. */
  readonly hash?: string | undefined;
  readonly blocked: boolean;
  readonly settings: Pick<CprSettings, 'subscribeBy' | 'deletionCode'>;
}

/** What is told to CPR online: numbers whose subscription is deleted, by hash, and whether the number in force is subscribed. */
export interface Sending {
  readonly deletions: readonly string[];
  readonly subscribe: boolean;
  /** SUBSCRIBED goes back to null without a word to CPR: it has been fulfilled, or must not be. */
  readonly withdraw: boolean;
}

/**
 * Whether an ending subscription goes by input file: only with a code agreed with CPR, and only of the number in force,
 * which is all that an input file knows of a contact; else it is told online (CPR Direkte, 5.7).
 */
export const endsByFile = (
  { numberHash }: Pick<SourceRecord, 'numberHash'>,
  { hash, settings }: Pick<SendingFacts, 'hash' | 'settings'>,
): boolean => settings.subscribeBy === 'file' && settings.deletionCode !== '' && numberHash === hash;

/** What the source record of a contact wants of CPR online, now; the input file takes the rest. */
export function decideSending({ record, hash, blocked, settings }: SendingFacts): Sending {
  if (record === undefined) return NOTHING;
  const { subscribed, srcSubscribed, numberHash, otherHashes } = record;
  const isInForce = srcSubscribed === 'Y' && numberHash === hash;
  const ends = subscribed === 'N' && srcSubscribed === 'Y' && numberHash !== null;
  const mayBegin = hash !== undefined && !blocked;
  return {
    deletions: [...otherHashes, ...(ends && !endsByFile(record, { hash, settings }) ? [numberHash] : [])],
    subscribe: subscribed === 'Y' && mayBegin && !isInForce && settings.subscribeBy === 'online',
    withdraw: (subscribed === 'Y' && (!mayBegin || isInForce)) || (subscribed === 'N' && srcSubscribed === 'N'),
  };
}

const NOTHING: Sending = { deletions: [], subscribe: false, withdraw: false };
