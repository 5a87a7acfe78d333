import type { Observation } from '@contact-sync/contacts-model';
import type { Problem } from '../reading/problem';

/** Why a person's set is not used. */
export type HeldReason =
  | 'no-001' // without 001 it is no legal set
  | 'duplicate-record' // a record that a person has once stands twice: which one counts cannot be told
  | 'damaged-record'; // a number or a code cannot be read

/** What became of one person's set of records. Problems are given either way and hold no person's data. */
export type Observed =
  | { readonly observation: Observation; readonly held?: undefined; readonly problems: readonly Problem[] }
  | { readonly held: HeldReason; readonly observation?: undefined; readonly problems: readonly Problem[] };
