import type { Problem } from '@contact-sync/service';
import { registerProblem } from '@contact-sync/subject-updates';

const WORDS = { name: "CPR's file server", profileFor: 'CPR' };

/** What a failure of the file server means to somebody who asked for it; undefined for failures of other kinds. */
export const filesProblem = (error: unknown): Problem | undefined => registerProblem(error, WORDS);
