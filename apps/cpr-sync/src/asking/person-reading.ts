import type { Observation } from '@contact-sync/contacts-model';
import type { FoundReading, UnfoundReading } from '@contact-sync/subject-updates';
import type { SubscriptionReason } from '../subscriptions/source-records';
import type { CprSettings } from '../settings';

/** How a relative belongs to the person. */
export type RelatedRole = 'spouse' | 'child' | 'mother' | 'father' | 'custodian' | 'guardian';

/** A relative as the answer about a person names it; CPR gives a number, a name, or both. */
export interface RelatedPerson {
  readonly role: RelatedRole;
  readonly number?: string;
  readonly name?: string;
}

/** CPR subscribed to this number when it was asked, and why we wanted that. */
export interface Subscribed {
  readonly number: string;
  readonly reason: SubscriptionReason;
}

interface AskedPerson {
  /** Numbers that CPR has confirmed a subscription to, whether or not the answer can be used. */
  readonly subscribed?: readonly Subscribed[];
}

/** What CPR said of a person, by either road. */
export interface FoundPerson extends FoundReading, AskedPerson {
  /** The number that is valid for the person instead of the one asked for (CPR-4). */
  readonly validNumber?: string;
  /** What was read of the valid number in the same call; it is stored with it. */
  readonly further?: readonly Observation[];
  /** Relatives that the answer names; where absent they are those of the observation. */
  readonly related?: readonly RelatedPerson[];
}

export type UnfoundPerson = UnfoundReading & AskedPerson;

/** What a road's answer about one person comes to. */
export type PersonReading = FoundPerson | UnfoundPerson;

/** What a road must know to read persons. */
export interface PersonReadContext {
  readonly settings: CprSettings;
  /** When the reading began, ISO 8601 in UTC with microseconds: database time, by this service's clock. Orders look-ups of one day. */
  readonly calledAt: string;
  readonly signal?: AbortSignal;
}
