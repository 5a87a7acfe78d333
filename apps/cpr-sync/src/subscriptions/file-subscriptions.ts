import type { CprRecord } from '@contact-sync/contacts-off4';
import { inTransaction } from '@contact-sync/database';
import { danishDay } from '@contact-sync/contacts-model';
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

/** What went off for a contact in an input file that a delivery of this day can answer. */
interface Awaited {
  readonly contactId: string;
  readonly hash: string;
}

/** A number that CPR told something of, by its keyed hash. */
interface Told {
  readonly hash: string;
}

interface Rejected extends Told {
  /** Type of the line, where CPR gives the line back. */
  readonly type?: string;
  readonly errorNumber: string;
}

interface Receipt extends Told {
  /** When the subscription was deleted, `YYYY-MM-DDTHHMM`, Danish time. */
  readonly at: string;
}

const AT_ONCE = 1000;

/**
 * What one delivery tells of subscriptions (CPR-8): a person whom an input file of ours asked for and who is delivered is
 * subscribed, unless the same delivery rejects the line; 910 is a problem on the record of the person; 997 sets N. Order and repetition do not matter: what is older
 * than the wish or the subscription it would touch says nothing of it.
 */
export class FileSubscriptions {
  private readonly rejections: Rejected[] = [];
  private readonly receipts: Receipt[] = [];
  /** Those of the awaited who are delivered, by the hash of the number. */
  private readonly delivered = new Map<string, Awaited>();

  private constructor(
    private readonly options: FileSubscriptionsOptions,
    /** By the hash of the number. */
    private readonly awaited: ReadonlyMap<string, Awaited>,
  ) {}

  static async open(options: FileSubscriptionsOptions): Promise<FileSubscriptions> {
    const { pool, productionDate } = options;
    const sent = await findRecords(pool, 'sent_hash is not null');
    const runDays = await findRunDays(pool, [...sent.keys()]);
    const awaited = [...sent.values()].flatMap(({ contactId, sent: line }): [string, Awaited][] => {
      if (line === null) return [];
      const runDay = runDays.has(contactId) ? runDays.get(contactId) : danishDay(line.at);
      // Not on the server yet, or for a run after this file was made: it cannot answer that.
      return runDay == null || productionDate < runDay ? [] : [[line.hash, { contactId, hash: line.hash }]];
    });
    return new FileSubscriptions(options, new Map(awaited));
  }

  /** True for a person whom an input file of ours asked for. */
  isAwaited(number: string): boolean {
    // On most nights nobody is, and a million numbers need not be hashed.
    return this.awaited.size > 0 && this.awaited.has(this.options.sources.hashOf(number));
  }

  /** The persons are delivered. What that says is stored by `finish`: the same file may reject the line that subscribes. */
  met(numbers: readonly string[]): void {
    if (this.awaited.size === 0) return;
    for (const number of numbers) {
      const one = this.awaited.get(this.options.sources.hashOf(number));
      if (one !== undefined) this.delivered.set(one.hash, one);
    }
  }

  /** CPR rejected a line of ours (910). */
  rejected(record: CprRecord<'910'>): void {
    const line = record.INDDATA ?? '';
    const inLine = numberOfInput(line);
    const number = inLine ?? record['SORTFELT-10']?.trim();
    if (number === undefined || !/^\d{10}$/.test(number)) return;
    const hash = this.options.sources.hashOf(number);
    const errorNumber = record.FEJLNR ?? 'unknown';
    this.rejections.push({ hash, errorNumber, ...(inLine !== undefined && { type: line.slice(0, 2) }) });
  }

  /** CPR confirms that a subscription was deleted (997). */
  receipt({ PNR, TIMESTAMPU }: CprRecord<'997'>): void {
    if (PNR === undefined) return;
    const { sources, productionDate } = this.options;
    // Without a time it happened on the day of the file at the latest.
    const at = TIMESTAMPU === undefined ? `${productionDate}T2359` : `${TIMESTAMPU.date}T${TIMESTAMPU.time ?? '2359'}`;
    this.receipts.push({ hash: sources.hashOf(PNR), at });
  }

  /** Stores what was confirmed, rejected and deleted, once the persons of the file are stored. */
  async finish(): Promise<void> {
    // Who asks for the data too is delivered although the line that subscribes was rejected.
    for (const { hash, type = SUBSCRIBES } of this.rejections) if (type === SUBSCRIBES) this.delivered.delete(hash);
    const delivered = [...this.delivered.values()];
    for (let at = 0; at < delivered.length; at += AT_ONCE) await this.storeDelivered(delivered.slice(at, at + AT_ONCE));
    for (let at = 0; at < this.rejections.length; at += AT_ONCE)
      await this.storeRejections(this.rejections.slice(at, at + AT_ONCE));
    for (let at = 0; at < this.receipts.length; at += AT_ONCE)
      await this.storeReceipts(this.receipts.slice(at, at + AT_ONCE));
  }

  private async storeDelivered(some: readonly Awaited[]): Promise<void> {
    const { pool, sources, now } = this.options;
    await inTransaction(pool, (tx) => sources.confirmSent(tx, some, now()));
  }

  private async storeRejections(some: readonly Rejected[]): Promise<void> {
    const { pool, sources } = this.options;
    await inTransaction(pool, async (tx) => {
      const records = [...(await findRecordsByHash(tx, some.map(hashOf))).values()];
      const refused = some.flatMap(({ hash, errorNumber }) =>
        records
          .filter(({ sent }) => sent?.hash === hash && this.awaited.has(hash))
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

/** Type of the lines that subscribe (CPR Direkte, 5.7). */
const SUBSCRIBES = '06';

/**
 * Of contacts that input files have lines of type 06 about: the day of the run that took the last of them; null where none
 * of them is on the server yet.
 */
async function findRunDays(pool: Pool, contactIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (contactIds.length === 0) return new Map();
  const { rows } = await pool.query<{ contact_id: string; run_day: string | null }>(
    `select l.contact_id::text, (max(f.run_day) filter (where f.state = 'sent'))::text as run_day
       from cpr.input_line l join cpr.input_file f on f.id = l.file_id
      where l.type = '06' and l.contact_id = any($1::bigint[]) group by l.contact_id`,
    [contactIds],
  );
  return new Map(rows.map(({ contact_id, run_day }) => [contact_id, run_day]));
}

/** One that was begun after the receipt was written is another subscription. */
function isSubscribedSince(record: SourceRecord, hash: string, at: string): boolean {
  if (record.otherHashes.includes(hash)) return true;
  const { srcSubscribed, numberHash, subscribedAt } = record;
  return srcSubscribed === 'Y' && numberHash === hash && subscribedAt !== null && danishMinute(subscribedAt) <= at;
}
