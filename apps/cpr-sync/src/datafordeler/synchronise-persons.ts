import { assertContactTypes, ContactTypesMissing, readKeys } from '@contact-sync/contact-register';
import type { SynchronisePersons } from '@contact-sync/contracts';
import { inTransaction } from '@contact-sync/database';
import {
  endTasks,
  enqueueTasks,
  RegisterUnavailable,
  settle,
  SubjectRejected,
  type Delivery,
  type Outcome,
} from '@contact-sync/messaging';
import { registerFailure, SubjectUnreadable } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import { LANES } from '../asking/lanes';
import type { PersonUpdates } from '../asking/person-updates';
import type { ReadSettings } from '../asking/read-settings';
import type { WantedPerson } from '../asking/wanted-person';
import type { CprSettings } from '../settings';
import { eachHalf } from './each-half';
import { PERSON, whyNot, whyOff } from './whom-to-synchronise';

const TASK = 'cpr-sync.persons.synchronise.v1';
const LANE = LANES.datafordeler;

export interface SynchronisedPersonsOptions {
  readonly pool: Pool;
  readonly persons: Pick<PersonUpdates, 'update'>;
  readonly readSettings: ReadSettings;
}

/** A person of a batch, by the contact. */
interface Member {
  readonly contactId: string;
  readonly wanted: WantedPerson;
}

/**
 * Carries out the tasks of the scheduled synchronisation: reads the persons of a batch from Datafordeler and stores them. A
 * person whose data cannot be used is held by that, alone. What nobody was shown is not audited: the run is recorded.
 */
export class SynchronisedPersons {
  constructor(private readonly options: SynchronisedPersonsOptions) {}

  /** Repeating a task that was cut short does no harm. What is thrown says what becomes of it. */
  async carryOut(task: Delivery<SynchronisePersons>, signal: AbortSignal): Promise<void> {
    const settings = await this.options.readSettings();
    const problem = whyOff(settings);
    if (problem !== undefined) return this.settled(task, { kind: 'obsolete', problem });
    const members = await this.membersOf(task.data.contactIds, settings);
    if (members.length === 0) return this.settled(task, { kind: 'obsolete', problem: NOBODY_LEFT });
    const failed = await this.update(members, settings, signal).catch((error: unknown) => {
      throw failureOf(error);
    });
    const [only] = failed;
    if (only !== undefined && task.data.contactIds.length === 1) throw rejected(only.error);
    await this.settled(
      task,
      { kind: 'done' },
      failed.map(({ one }) => one.contactId),
    );
  }

  private async membersOf(contactIds: readonly string[], settings: CprSettings): Promise<Member[]> {
    const contacts = await readKeys(this.options.pool, contactIds);
    return contactIds.flatMap((contactId) => {
      const contact = contacts.get(contactId);
      // Another that took its place is synchronised by itself.
      if (contact === undefined || contact.id !== contactId || whyNot(contact, settings) !== undefined) return [];
      return [{ contactId, wanted: { key: contact.key } }];
    });
  }

  /** Returns those whom the register fails for alone; the others of their batch are stored. */
  private async update(members: readonly Member[], settings: CprSettings, signal: AbortSignal) {
    const { pool, persons } = this.options;
    await assertContactTypes(pool, [PERSON, settings.guardianNameType]);
    return eachHalf(
      members,
      async (some) => {
        await persons.update(
          some.map(({ wanted }) => wanted),
          { settings, signal },
        );
      },
      (error) => error instanceof SubjectUnreadable,
    );
  }

  /** Those left over get tasks of their own, which are tried again, and then held. */
  private async settled(
    task: Delivery<SynchronisePersons>,
    outcome: Outcome,
    leftOver: readonly string[] = [],
  ): Promise<void> {
    const { runId } = task.data;
    await inTransaction(this.options.pool, async (tx) => {
      await settle(tx, [{ delivery: task, outcome }]);
      if (leftOver.length === 0) return;
      await endTasks(tx, TASK, leftOver);
      await enqueueTasks(
        tx,
        leftOver.map((contactId) => ({ type: TASK, subject: contactId, data: { runId, contactIds: [contactId] } })),
      );
    });
  }
}

const NOBODY_LEFT = { code: 'nobody-left', text: 'none of the contacts is a person to be synchronised any more' };

/** Tried again by itself, and then held. */
function rejected(error: unknown): unknown {
  if (!(error instanceof SubjectUnreadable)) return error;
  return new SubjectRejected(error.code, error.message, { cause: error });
}

function failureOf(error: unknown): unknown {
  if (error instanceof ContactTypesMissing)
    return new RegisterUnavailable(LANE, 'contact-types-missing', undefined, { cause: error });
  return registerFailure(error, LANE);
}
