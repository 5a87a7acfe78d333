import type { Clock, Observation } from '@contact-sync/contacts-model';
import { callClock } from '@contact-sync/contacts-model';

/** What is said of an answer beside the answer itself. */
export interface ObserveOptions {
  /** Database time when the call began, as `callClock` takes it. */
  readonly calledAt: string;
  /** The day in Denmark on which the statement is of, `YYYY-MM-DD`. */
  readonly day: string;
  /** Contact type letters of companies and of production units. */
  readonly companyType: string;
  readonly unitType: string;
  /** Whether the dates of start and cessation are carried (CVR-2). */
  readonly lifetime: boolean;
  /** The day on which an event said that the unit ceased: Logic's answers do not tell it of production units. */
  readonly ceased?: string;
  /** A digest of a text. The core has none of its own. */
  readonly hash: (text: string) => string;
}

/** What an answer says of its unit. Remarks hold no data. */
export type Observed =
  | {
      readonly observation: Observation;
      /** The first later day on which something that is told already will be otherwise. */
      readonly nextChange?: string;
      readonly remarks: readonly string[];
    }
  /** The answer says nothing that a contact could be changed by. `code`: `no-name`, `other-number`. */
  | { readonly unusable: string };

/** Part of every fingerprint: raise it when the mapping changes, so that unchanged units are mapped anew. */
const MAPPER_VERSION = 'kmd-logic-cvr-1';
const ROAD = 'logic';

/** The statement around its groups. They are made in one order, so that one statement has one text. */
export function observationOf(
  subject: Observation['subject'],
  groups: Observation['groups'],
  { calledAt, day, hash }: ObserveOptions,
): Observation {
  const clock: Clock = callClock(calledAt, ROAD);
  return {
    register: 'cvr',
    subject,
    clock,
    asOf: day,
    origin: { road: ROAD, source: 'look-up' },
    fingerprint: hash(JSON.stringify([MAPPER_VERSION, subject, groups])),
    groups,
  };
}
