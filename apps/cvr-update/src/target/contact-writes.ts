import { readContact, type ContactView } from '@contact-sync/contact-register';
import type { WriteContact } from '@contact-sync/contracts';
import type { CredentialSource } from '@contact-sync/credentials';
import { inTransaction } from '@contact-sync/database';
import { settle, type Delivery, type Outcome } from '@contact-sync/messaging';
import { type Caller, limited } from '@contact-sync/outbound';
import { unitOf, type CvrSettings } from '@contact-sync/registers-cvr';
import { registerFailure } from '@contact-sync/subject-updates';
import { ODataTarget } from '@contact-sync/registers-odata';
import type { Pool } from 'pg';
import { NAME } from '../name';
import { ODATA_LANE } from './odata-lane';
import { targetContact } from './target-contact';

export interface ContactWritesOptions {
  readonly pool: Pool;
  readonly caller: Caller;
  readonly credentialsOf: (profile: string) => CredentialSource;
  readonly readSettings: () => Promise<CvrSettings>;
  readonly now: () => Date;
}

const WRITES_AT_ONCE = 4;
/** Our own writing to another system of the authority; nobody is shown anything. */
const READER = { who: NAME, purpose: 'OData target (CVR-8)', seesProtected: false };

/** Carries out tasks that ask for contacts to be written to the OData target as they are now (CVR-8). */
export class ContactWrites {
  private readonly places = limited(WRITES_AT_ONCE);

  constructor(private readonly options: ContactWritesOptions) {}

  /** Each is settled by itself once the target has it: a write may be repeated. Throws when the target is away. */
  async carryOut(tasks: readonly Delivery<WriteContact>[], signal: AbortSignal): Promise<void> {
    const settings = await this.options.readSettings();
    const ends = await Promise.allSettled(
      tasks.map((task) => this.places(() => this.carryOutOne(task, settings, signal))),
    );
    for (const end of ends) if (end.status === 'rejected') throw registerFailure(end.reason, ODATA_LANE);
  }

  private async carryOutOne(task: Delivery<WriteContact>, settings: CvrSettings, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const outcome = await this.write(task.data.contactId, settings, signal);
    await inTransaction(this.options.pool, (tx) => settle(tx, [{ delivery: task, outcome }]));
  }

  private async write(id: string, settings: CvrSettings, signal: AbortSignal): Promise<Outcome> {
    if (settings.odataProfile === '') return obsolete('odata-off', 'there is no OData target any more');
    const contact = await this.read(id);
    if (contact === undefined) return obsolete('unknown-contact', 'there is no such contact');
    if (unitOf(contact, settings) === undefined)
      return obsolete('other-type', 'only companies and production units are written');
    const { caller, credentialsOf, now } = this.options;
    const target = new ODataTarget({ caller, credentials: credentialsOf(settings.odataProfile), now });
    const written = await target.write(targetContact(contact), signal);
    if (written.outcome !== 'refused') return { kind: 'done' };
    return { kind: 'held', problem: { code: written.code, text: 'the OData target refuses this contact' } };
  }

  private read(id: string): Promise<ContactView | undefined> {
    const { pool, now } = this.options;
    return inTransaction(pool, (tx) => readContact(tx, READER, { id }, now()));
  }
}

const obsolete = (code: string, text: string): Outcome => ({ kind: 'obsolete', problem: { code, text } });
