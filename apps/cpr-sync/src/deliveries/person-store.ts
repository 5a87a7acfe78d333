import type { Sighting } from '@contact-sync/contact-register';
import type { Observation } from '@contact-sync/contacts-model';
import type { HeldReason } from '@contact-sync/contacts-off4';

/** Where the persons of a delivery go: into the register, or, for a preview, nowhere. */
export interface PersonStore {
  /** Moves the clocks of those of whom nothing new is said. Returns their person numbers. */
  recognise(sightings: readonly Sighting[]): Promise<ReadonlySet<string>>;
  /** Those of the numbers that are contacts of ours. */
  knownNumbers(numbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** Applies what was observed, at most 1000 at a time. */
  apply(observations: readonly Observation[]): Promise<void>;
  hold(held: readonly HeldPerson[]): Promise<void>;
}

/** A person whose set cannot be used. */
export interface HeldPerson {
  readonly sighting: Sighting;
  readonly reason: HeldReason;
}
