import type { Applied } from '@contact-sync/contact-register';
import type { Tx } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import type { CvrSettings, CvrUnit, UnitReading } from '@contact-sync/registers-cvr';
import {
  saidBy,
  SubjectUpdates,
  type SubjectResult,
  type SubjectUpdatesOptions,
  type UpdateOptions,
  type WantedSubject,
} from '@contact-sync/subject-updates';
import type { CvrDoor } from '../register/cvr-door';

export interface UnitUpdatesOptions extends SubjectUpdatesOptions {
  readonly door: CvrDoor;
}

/** A unit to be read, and the contact it is or will be. */
export interface WantedUnit extends WantedSubject {
  readonly unit: CvrUnit;
}

type FoundUnit = Extract<UnitReading, { outcome: 'found' }>;

/** The one way from CVR to contacts, for tasks, imports and refreshes. */
export class UnitUpdates extends SubjectUpdates<WantedUnit, CvrSettings, FoundUnit> {
  constructor({ door, ...options }: UnitUpdatesOptions) {
    super(options, {
      register: 'cvr',
      portionsAtOnce: 5,
      read: (wanted, { settings, calledAt, signal }) => {
        const { companyType, unitType, lifetimeDates: lifetime } = settings;
        return door.read(
          settings,
          wanted.map(({ unit }) => unit),
          { calledAt, companyType, unitType, lifetime, ...(signal && { signal }) },
        );
      },
      saidAt: (time) => saidBy(door.register(time.settings).provider, time),
      rereadTask: (contactId, dueAt) => ({
        type: 'cvr-update.company.reread.v1',
        subject: contactId,
        data: { contactId },
        dueAt,
      }),
      beside: (tx, stored, { settings }) =>
        writeToTarget(
          tx,
          stored.map(({ applied }) => applied),
          settings,
        ),
    });
  }

  override update(units: readonly WantedUnit[], how: UpdateOptions<CvrSettings>): Promise<SubjectResult[]> {
    // Companies and production units are asked for by different calls: those of one kind together need fewer.
    return super.update(
      [...units].sort((one, other) => rankOf(one) - rankOf(other)),
      how,
    );
  }
}

const rankOf = ({ unit: { kind } }: WantedUnit): number => (kind === 'company' ? 0 : 1);

/** What is new or changed goes on to the OData target, where there is one (CVR-8). */
async function writeToTarget(tx: Tx, applied: readonly Applied[], { odataProfile }: CvrSettings): Promise<void> {
  if (odataProfile === '') return;
  await enqueueTasks(
    tx,
    applied.flatMap(({ contactId, outcome }) =>
      contactId !== undefined && (outcome === 'created' || outcome === 'changed')
        ? [{ type: 'cvr-update.contact.write.v1' as const, subject: contactId, data: { contactId } }]
        : [],
    ),
  );
}
