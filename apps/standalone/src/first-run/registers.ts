import { join } from 'node:path';
import { runProgram } from '../program';
import { SIMULATOR } from '../simulator/simulator';
import { FirstRunFailed } from './failed';

const COMMAND_LINE = join(__dirname, '..', '..', '..', '..', 'bin', 'contact-sync.js');

/** What shows the registers that a simulator plays. */
export interface RegistersOptions {
  /** Of the running front. */
  readonly url: string;
  readonly token: string;
  /** The folder of the running simulator. */
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Runs a program with these words and answers what it printed. */
export type Words = (...args: string[]) => Promise<string>;

/** As `Words`, of a program that reads something which is no word of a command line. */
export type WordsAndInput = (input: string, ...args: string[]) => Promise<string>;

/** The command line, as anybody would use it against the running front. */
export function contactSyncOf({ url, token, signal }: Pick<RegistersOptions, 'url' | 'token' | 'signal'>): Words {
  const env = { CONTACT_SYNC_URL: url, CONTACT_SYNC_TOKEN: token };
  return (...args) => runProgram(process.execPath, [COMMAND_LINE, ...args], { env, signal });
}

/** The command line with something typed, as a person number. */
export function contactSyncTyping({ url, token, signal }: RegistersOptions): WordsAndInput {
  const env = { CONTACT_SYNC_URL: url, CONTACT_SYNC_TOKEN: token };
  return (input, ...args) => runProgram(process.execPath, [COMMAND_LINE, ...args], { env, signal, input });
}

/** The simulator's own commands, against the one that runs. */
export function simulatorOf({ folder, signal }: RegistersOptions): Words {
  return (...args) => runProgram(process.execPath, [SIMULATOR, ...args, '--folder', folder], { signal });
}

/** Changes settings of a service: where its register stands is one, and here it is the simulator. */
export async function changeSettings(
  service: string,
  settings: Readonly<Record<string, string | boolean>>,
  { url, token, signal }: RegistersOptions,
): Promise<void> {
  const answer = await fetch(new URL(`/${service}/settings`, url), {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(settings),
    signal,
  });
  if (!answer.ok) throw new FirstRunFailed(`the settings of ${service} were answered with ${answer.status}`);
}
