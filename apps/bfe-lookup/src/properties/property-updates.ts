import type { PropertyReading } from '@contact-sync/registers-bfe';
import {
  saidBy,
  SubjectUpdates,
  type StoredSubject,
  type SubjectUpdatesOptions,
  type WantedSubject,
} from '@contact-sync/subject-updates';
import type { BfeDoor } from '../register/bfe-door';
import type { BfeSettings } from '../settings/bfe-settings';
import { UPDATE } from '../tasks/update-tasks';
import { storeProperties, type ReadProperty } from './property-objects';

export interface PropertyUpdatesOptions extends SubjectUpdatesOptions {
  readonly door: BfeDoor;
}

type FoundProperty = Extract<PropertyReading, { outcome: 'found' }>;

/** The one way from the registers to contacts, for tasks, imports and refreshes. */
export class PropertyUpdates extends SubjectUpdates<WantedSubject, BfeSettings, FoundProperty> {
  constructor({ door, ...options }: PropertyUpdatesOptions) {
    super(options, {
      register: 'bfe',
      portionsAtOnce: 3,
      read: (wanted, { settings, calledAt, signal }) =>
        door.read(
          settings,
          wanted.map(({ key }) => key.nameCode),
          {
            calledAt,
            contactType: settings.contactType,
            companyType: settings.companyType,
            owners: settings.readOwners,
            ...(signal && { signal }),
          },
        ),
      saidAt: (time) => saidBy('datafordeler', time),
      rereadTask: (contactId, dueAt) => ({ type: UPDATE, subject: contactId, data: { contactId }, dueAt }),
      beside: (tx, stored, { calledAt }) =>
        storeProperties(
          tx,
          stored.flatMap((one) => readProperty(one, calledAt)),
        ),
    });
  }
}

/** What is stored beside the contact; a held one keeps what it had. */
function readProperty({ applied, reading }: StoredSubject<FoundProperty>, readAt: string): ReadProperty[] {
  const { contactId, outcome, subject } = applied;
  if (contactId === undefined || outcome === 'held') return [];
  const { kind, ids: objects } = reading;
  return [{ contactId, bfeNumber: subject.nameCode, kind, readAt, objects }];
}
