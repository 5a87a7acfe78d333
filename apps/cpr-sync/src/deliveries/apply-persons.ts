import type { Sighting } from '@contact-sync/contact-register';
import type { Observation } from '@contact-sync/contacts-model';
import {
  MAPPED_RECORD_TYPES,
  observe,
  parsePerson,
  type PersonSlice,
  type Problem as RecordProblem,
} from '@contact-sync/contacts-off4';
import type { HeldPerson, PersonStore } from './person-store';
import type { Problem } from './problem';
import type { ProblemLog } from './problem-log';
import type { FileView } from './sighting';

/** A person's set as it was met in a file. */
export interface MetPerson {
  readonly slice: PersonSlice;
  readonly sighting: Sighting;
}

export interface ApplyPersonsOptions {
  readonly store: Pick<PersonStore, 'apply' | 'hold'>;
  readonly view: FileView;
  readonly problems: ProblemLog;
}

/** Reads the sets; those that can be used are applied, the others are held. At most 1000. */
export async function applyPersons(
  some: readonly MetPerson[],
  { store, view, problems }: ApplyPersonsOptions,
): Promise<void> {
  const observations: Observation[] = [];
  const held: HeldPerson[] = [];
  for (const { slice, sighting } of some) {
    const seen = observe(parsePerson(slice, MAPPED_RECORD_TYPES), view.optionsFor(sighting));
    for (const problem of seen.problems) problems.add(reported(problem));
    if (seen.held === undefined) observations.push(seen.observation);
    else held.push({ sighting, reason: seen.held });
  }
  if (held.length > 0) await store.hold(held);
  if (observations.length > 0) await store.apply(observations);
}

/** A problem of a record as the report tells it. */
export const reported = ({ line, recordType, field, level, text }: RecordProblem): Problem => ({
  line,
  recordType,
  ...(field !== undefined && { field }),
  level,
  message: text,
});
