import type { Delivery, Problem } from '@contact-sync/messaging';
import { unitOf, type CvrSettings } from '@contact-sync/registers-cvr';
import {
  decideTasks as decideSubjectTasks,
  type ContactTask,
  type KnownContact,
  type TaskDecision,
} from '@contact-sync/subject-updates';
import type { WantedUnit } from './unit-updates';

/** What the tasks about companies have in common. */
export interface CompanyTask extends ContactTask {
  readonly ceased?: string;
}

/** `explicit`: somebody asked for this contact. CVR integration alone updates nothing by itself (CVR-1). */
export function decideTasks(
  tasks: readonly Delivery<CompanyTask>[],
  contacts: ReadonlyMap<string, KnownContact>,
  settings: CvrSettings,
  { explicit }: { readonly explicit: boolean },
): TaskDecision<CompanyTask, WantedUnit> {
  return decideSubjectTasks(tasks, contacts, {
    off: whyOff(settings, explicit),
    wantedOf: (key, { ceased }) => {
      const unit = unitOf(key, settings);
      return unit && { key, unit: ceased === undefined ? unit : { ...unit, ceased } };
    },
    otherType: 'the type or the code of the contact is that of no company or production unit',
  });
}

function whyOff({ cvrIntegration, cvrUpdate }: CvrSettings, explicit: boolean): Problem | undefined {
  if (!cvrIntegration) return INTEGRATION_OFF;
  return explicit || cvrUpdate ? undefined : UPDATE_OFF;
}

const INTEGRATION_OFF: Problem = { code: 'cvr-integration-off', text: 'CVR integration is turned off' };
const UPDATE_OFF: Problem = { code: 'cvr-update-off', text: 'CVR update is turned off' };
