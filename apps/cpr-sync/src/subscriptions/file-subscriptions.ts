import type { CprRecord } from '@contact-sync/contacts-off4';
import { inTransaction, type Tx } from '@contact-sync/database';
import { danishDay } from '@contact-sync/service';
import type { Pool } from 'pg';
import { danishMinute } from './danish-minute';
import { numberOfInput } from './input-number';
import type { SourceRecord } from './source-record';
import { findRecords, findRecordsByHash } from './source-record-store';
import type { SourceRecords } from './source-records';

export interface FileSubscriptionsOptions {
  readonly pool: Pool;
  readonly sources: SourceRecords;
  readonly now: () => Date;
  /** PRODDTO of the delivery, `YYYY-MM-DD`. */
  readonly productionDate: string;
}

/** A number that CPR told something of, by its keyed hash. */
interface Told {
  readonly hash: string;
}

interface Rejected extends Told {
  readonly errorNumber: string;
}

interface Receipt extends Told {
  /** When the subscription was deleted, `YYYY-MM-DDTHHMM`, Danish time. */
  readonly at: string;
}

const AT_ONCE = 1000;

/**
 * What one delivery tells of subscriptions (CPR-8): a person whom an input file of ours asked for and who is delivered is
 * subscribed; 910 is a problem on the record of the person; 997 sets N. Order and repetition do not matter: what is older
 * than the wish or the subscription it would touch says nothing of it.
 */
export class FileSubscriptions {
  private readonly rejections: Rejected[] = [];
  private readonly receipts: Receipt[] = [];

  private constructor(
    private readonly options: FileSubscriptionsOptions,
    /** Contacts whose wish went off in an input file, by the hash of the number. */
    private readonly sent: ReadonlyMap<string, string>,
  ) {}

  static async open(options: FileSubscriptionsOptions): Promise<FileSubscriptions> {
    const waiting = await findRecords(options.pool, `subscribed = 'Y' and sent_at is not null`);
    const sent = [...waiting.values()].flatMap((record): [string, string][] =>
      record.sent === null || isBefore(options.productionDate, record.sent.at)
        ? []
        : [[record.sent.hash, record.contactId]],
    );
    return new FileSubscriptions(options, new Map(sent));
  }

  /** True for a person whom an input file of ours asked for. */
  isAwaited(number: string): boolean {
    // On most nights nobody is, and a million numbers need not be hashed.
    return this.sent.size > 0 && this.sent.has(this.options.sources.hashOf(number));
  }

  /** The persons are delivered; in the transaction that stores them. */
  async met(tx: Tx, numbers: readonly string[]): Promise<void> {
    const { sources, now } = this.options;
    if (this.sent.size === 0) return;
    const met = numbers.flatMap((number) => {
      const contactId = this.sent.get(sources.hashOf(number));
      return contactId === undefined ? [] : [{ contactId, number }];
    });
    if (met.length === 0) return;
    await sources.confirmSent(tx, met, now());
  }

  /** CPR rejected a line of ours (910). */
  rejected(record: CprRecord<'910'>): void {
    const number = numberOfInput(record.INDDATA ?? '') ?? record['SORTFELT-10']?.trim();
    if (number !== undefined && /^\d{10}$/.test(number))
      this.rejections.push({ hash: this.options.sources.hashOf(number), errorNumber: record.FEJLNR ?? 'unknown' });
  }

  /** CPR confirms that a subscription was deleted (997). */
  receipt({ PNR, TIMESTAMPU }: CprRecord<'997'>): void {
    if (PNR === undefined) return;
    const { sources, productionDate } = this.options;
    // Without a time it happened on the day of the file at the latest.
    const at = TIMESTAMPU === undefined ? `${productionDate}T2359` : `${TIMESTAMPU.date}T${TIMESTAMPU.time ?? '2359'}`;
    this.receipts.push({ hash: sources.hashOf(PNR), at });
  }

  /** Stores what was rejected and deleted, once the persons of the file are stored. */
  async finish(): Promise<void> {
    for (let at = 0; at < this.rejections.length; at += AT_ONCE)
      await this.storeRejections(this.rejections.slice(at, at + AT_ONCE));
    for (let at = 0; at < this.receipts.length; at += AT_ONCE)
      await this.storeReceipts(this.receipts.slice(at, at + AT_ONCE));
  }

  private async storeRejections(some: readonly Rejected[]): Promise<void> {
    const { pool, sources, productionDate } = this.options;
    await inTransaction(pool, async (tx) => {
      const records = [...(await findRecordsByHash(tx, some.map(hashOf))).values()];
      const refused = some.flatMap(({ hash, errorNumber }) =>
        records
          .filter(({ sent }) => sent?.hash === hash && !isBefore(productionDate, sent.at))
          .map(({ contactId }) => ({
            contactId,
            hash,
            code: `rejected-${errorNumber}`,
            text: `CPR rejected the line of the input file with error ${errorNumber}`,
          })),
      );
      await sources.refuse(tx, refused);
    });
  }

  private async storeReceipts(some: readonly Receipt[]): Promise<void> {
    const { pool, sources, now } = this.options;
    await inTransaction(pool, async (tx) => {
      const records = [...(await findRecordsByHash(tx, some.map(hashOf))).values()];
      const ended = some.flatMap(({ hash, at }) =>
        records
          .filter((record) => isSubscribedSince(record, hash, at))
          .map((record) => ({
            contactId: record.contactId,
            hash,
            at: now(),
            road: 'file' as const,
            reason: record.subscribed === 'N' && record.wishReason !== null ? record.wishReason : RECEIPT,
            result: 'receipt',
          })),
      );
      await sources.end(tx, ended);
    });
  }
}

const RECEIPT = { kind: 'receipt' } as const;

const hashOf = ({ hash }: Told): string => hash;

/** A file of that day was made before the moment: it cannot answer what was sent then. */
const isBefore = (productionDate: string, moment: Date): boolean => productionDate < danishDay(moment);

/** One that was begun after the receipt was written is another subscription. */
function isSubscribedSince(record: SourceRecord, hash: string, at: string): boolean {
  if (record.otherHashes.includes(hash)) return true;
  const { srcSubscribed, numberHash, subscribedAt } = record;
  return srcSubscribed === 'Y' && numberHash === hash && subscribedAt !== null && danishMinute(subscribedAt) <= at;
}
