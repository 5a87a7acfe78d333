import { isConnectionLost, isStoreBusy, sqlState } from '@contact-sync/database';
import type { Problem } from '../queue/settle';
import {
  ContractViolation,
  OutcomeUnknown,
  RegisterRefused,
  RegisterUnavailable,
  StoreBusy,
  SubjectRejected,
} from './failures';

/** Whom a failure concerns, and what is to be done. */
export type Recovery =
  /** The database is away: everything waits for it, nothing is counted. */
  | { readonly scope: 'store' }
  /** The whole batch is read and decided again at once. */
  | { readonly scope: 'batch'; readonly problem: Problem }
  /** The register's lane pauses; attempts stay as they are. */
  | { readonly scope: 'register'; readonly register: string; readonly probeAfterMs: number; readonly problem: Problem }
  /** This one again later, or held. In a batch of several, the halves are tried on their own first. */
  | { readonly scope: 'subject'; readonly again: true; readonly afterMs: number; readonly problem: Problem }
  | { readonly scope: 'subject'; readonly again: false; readonly problem: Problem }
  /** This message is parked. In a batch of several, the halves are tried on their own first. */
  | { readonly scope: 'message'; readonly problem: Problem };

/** After so many attempts a subject is held. */
export const MAX_ATTEMPTS = 12;
const LONGEST_DELAY_MS = 15 * 60_000;
const FIRST_PROBE_MS = 30_000;
const UNIQUE_VIOLATION = '23505';

/**
 * What to do about a failure, by its class and code and never by its text.
 * `attempt` counts from 1: attempts of the subject, or probes of the register. `random` is a number from 0 up to 1.
 */
export function decideRecovery(failure: unknown, attempt: number, random: number): Recovery {
  if (isConnectionLost(failure)) return { scope: 'store' };
  if (failure instanceof StoreBusy) return { scope: 'batch', problem: problemOf(failure, failure.code) };
  // A race for a unique key is lost once: the next reading finds the other's row.
  if (isStoreBusy(failure) || sqlState(failure) === UNIQUE_VIOLATION) {
    return {
      scope: 'batch',
      problem: { code: sqlState(failure) ?? 'busy', text: 'the database was busy with the same rows' },
    };
  }
  if (failure instanceof RegisterUnavailable || failure instanceof RegisterRefused) {
    const asked = failure instanceof RegisterUnavailable ? (failure.retryAfterMs ?? 0) : 0;
    return {
      scope: 'register',
      register: failure.register,
      probeAfterMs: Math.max(asked, growing(FIRST_PROBE_MS, attempt, random)),
      problem: problemOf(failure, failure.code),
    };
  }
  if (failure instanceof SubjectRejected || (failure instanceof OutcomeUnknown && failure.repeatable)) {
    return againOrHeld(problemOf(failure, failure.code), attempt, random);
  }
  if (failure instanceof OutcomeUnknown) {
    return { scope: 'subject', again: false, problem: problemOf(failure, failure.code) };
  }
  if (failure instanceof ContractViolation) return { scope: 'message', problem: problemOf(failure, failure.code) };
  return { scope: 'message', problem: unforeseen(failure) };
}

/** What to do about one subject that failed: again after min(2ⁿ s, 15 min) with jitter, in the end held. */
export function againOrHeld(problem: Problem, attempt: number, random: number): Recovery {
  if (attempt >= MAX_ATTEMPTS) return { scope: 'subject', again: false, problem };
  return { scope: 'subject', again: true, afterMs: growing(1000, attempt + 1, random), problem };
}

/** first × 2ⁿ⁻¹, at most 15 minutes, less up to a quarter so that what failed together does not return together. */
function growing(first: number, attempt: number, random: number): number {
  const full = Math.min(first * 2 ** Math.min(attempt - 1, 30), LONGEST_DELAY_MS);
  return Math.round(full * (1 - random / 4));
}

function problemOf(failure: Error, code: string): Problem {
  return { code, text: failure.message };
}

/** A fault of ours. The text of a database error may quote the row, so only its code is kept. */
function unforeseen(failure: unknown): Problem {
  const state = sqlState(failure);
  if (state !== undefined) return { code: state, text: 'the database refused a statement' };
  if (!(failure instanceof Error)) return { code: 'unforeseen', text: 'something was thrown that is no error' };
  return { code: 'unforeseen', text: `${failure.name}: ${failure.message}` };
}
