import { assertContactTypes, assertPurpose, recordAudit, type AuditEntry } from '@contact-sync/contact-register';
import { inTransaction, type Tx } from '@contact-sync/database';
import { findOurs, type SubjectResult } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { LookUpRoad } from '../asking/look-up-clock';
import type { PersonUpdates } from '../asking/person-updates';
import type { WantedPerson } from '../asking/wanted-person';
import type { CprSettings } from '../settings';
import type { SourceRecords, SubscriptionReason } from '../subscriptions/source-records';

export interface ImportPersonsOptions {
  readonly pool: Pool;
  readonly persons: Readonly<Record<LookUpRoad, PersonUpdates>>;
  readonly sources: Pick<SourceRecords, 'blocked' | 'want'>;
  readonly now: () => Date;
}

/** Who imports, why, and whether CPR is to subscribe (REG-7, CPR-8). */
export interface Importer {
  readonly who: string;
  readonly purpose: string;
  readonly subscribe: boolean;
}

/** What became of the subscription of one person: the road to CPR Direkte subscribes at once, any other is followed by a task. */
export type SubscriptionOutcome = 'subscribed' | 'wanted' | 'blocked' | 'not-wanted';

export interface ImportedPerson {
  readonly result: SubjectResult;
  readonly subscription: SubscriptionOutcome;
}

/** Brings persons into our register, or up to date, because somebody asks for them (CPR-8, REG-6). */
export class ImportPersons {
  constructor(private readonly options: ImportPersonsOptions) {}

  /** What became of each number, in their order. Waits for whoever reads one just now. Throws as the road to CPR, and `PurposeMissing`. */
  async import(
    numbers: readonly string[],
    settings: CprSettings,
    importer: Importer,
  ): Promise<readonly ImportedPerson[]> {
    assertPurpose(importer);
    const { pool, persons, sources } = this.options;
    await assertContactTypes(pool, ['C', settings.guardianNameType]);
    const { lookUpRoad: road } = settings;
    const reason: SubscriptionReason = { kind: 'import', by: importer.who, purpose: importer.purpose };
    const blocked = importer.subscribe ? await sources.blocked(pool, numbers) : NOBODY;
    const maySubscribe = (number: string): boolean => importer.subscribe && !blocked.has(number);
    const wanted = numbers.map((nameCode): WantedPerson => ({
      key: { nameType: 'C', nameCode },
      ...(road === 'direkte' && maySubscribe(nameCode) && { subscribe: reason }),
    }));
    await this.recordIntents(wanted, importer);
    const results = await persons[road].updateNow(wanted, {
      settings,
      also: async (tx, part) => {
        if (road !== 'direkte') {
          const wishes = part.filter(({ key }) => maySubscribe(key.nameCode)).flatMap(contactIdOf);
          await sources.want(
            tx,
            wishes.map((contactId) => ({ contactId, subscribed: 'Y' as const, reason })),
          );
        }
        await this.record(tx, importer, part.map(outcomeEntry));
      },
    });
    // CPR's answers may have told of other numbers, which are on the block list.
    const blockedNow = importer.subscribe ? await sources.blocked(pool, numbers) : NOBODY;
    return results.map((result): ImportedPerson => {
      const { nameCode } = result.key;
      return { result, subscription: subscriptionOf(result, road, maySubscribe(nameCode), blockedNow.has(nameCode)) };
    });
  }

  private async recordIntents(wanted: readonly WantedPerson[], importer: Importer): Promise<void> {
    const { pool } = this.options;
    const ours = await findOurs(
      pool,
      wanted.map(({ key }) => key),
    );
    const entries = ours.map((contact) => (contact === undefined ? {} : { contactId: contact.contactId }));
    await inTransaction(pool, (tx) => this.record(tx, importer, entries));
  }

  private record(tx: Tx, importer: Importer, entries: readonly Partial<AuditEntry>[]): Promise<void> {
    const rows = entries.map((entry) => ({ action: 'import', register: 'cpr', ...entry }));
    return recordAudit(tx, importer, rows, this.options.now());
  }
}

const NOBODY: ReadonlySet<string> = new Set();

const contactIdOf = (result: SubjectResult): string[] =>
  result.kind === 'applied' && result.applied.contactId !== undefined ? [result.applied.contactId] : [];

/** Nothing of the person is shown: their contact is named. */
function outcomeEntry(result: SubjectResult): Partial<AuditEntry> {
  const [contactId] = contactIdOf(result);
  return { ...(contactId !== undefined && { contactId }), resultCount: result.kind === 'applied' ? 1 : 0 };
}

function subscriptionOf(
  result: SubjectResult,
  road: LookUpRoad,
  asked: boolean,
  isBlocked: boolean,
): SubscriptionOutcome {
  if (isBlocked) return 'blocked';
  if (!asked) return 'not-wanted';
  // CPR subscribes before it answers, whether or not the answer can be used.
  if (road === 'direkte') return result.kind === 'applied' || result.kind === 'unusable' ? 'subscribed' : 'not-wanted';
  return contactIdOf(result).length > 0 ? 'wanted' : 'not-wanted';
}
