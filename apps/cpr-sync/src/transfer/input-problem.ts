import { Problem } from '@contact-sync/service';
import { INTEGRATION_OFF } from '../settings';

const TEXTS = {
  [INTEGRATION_OFF.code]: INTEGRATION_OFF.text,
  'no-profile': "No authentication profile is chosen for CPR's file server",
  'no-task-number': "The profile of CPR's file server names no task number, which input files are named by",
  'no-deletion-code': 'The code that deletes a subscription by file is not set; it is agreed with CPR',
} as const;

/** Why nothing is done with the file server (409). */
export const inputProblem = (code: keyof typeof TEXTS): Problem => new Problem(409, TEXTS[code], { code });
