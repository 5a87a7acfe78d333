import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../program';
import { SIMULATOR } from '../simulator/simulator';
import { FirstRunFailed } from './failed';

const COMMAND_LINE = join(__dirname, '..', '..', '..', '..', 'bin', 'contact-sync.js');
const KIND = 'graphql-client-secret';
/** The authentication profile against the simulator. */
export const PROFILE = 'Simulator';

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

/** The command line, as anybody would use it against the running front. */
export function contactSyncOf({ url, token, signal }: RegistersOptions): Words {
  const env = { CONTACT_SYNC_URL: url, CONTACT_SYNC_TOKEN: token };
  return (...args) => runProgram(process.execPath, [COMMAND_LINE, ...args], { env, signal });
}

/** The simulator's own commands, against the one that runs. */
export function simulatorOf({ folder, signal }: RegistersOptions): Words {
  return (...args) => runProgram(process.execPath, [SIMULATOR, ...args, '--folder', folder], { signal });
}

/** Makes the profile against the simulator, for the registers of Datafordeler, unless it is there. */
export async function makeProfile(contactSync: Words, folder: string): Promise<void> {
  const profiles = JSON.parse(await contactSync('profiles', 'list', '--json')) as {
    readonly profiles: readonly { readonly name: string }[];
  };
  if (profiles.profiles.some(({ name }) => name === PROFILE)) return;
  const ready = JSON.parse(readFileSync(join(folder, 'profiles.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const { tokenEndpoint, clientId, clientSecret } = ready[KIND] ?? {};
  if (tokenEndpoint === undefined || clientId === undefined || clientSecret === undefined)
    throw new FirstRunFailed('the simulator has no ready profile');
  // A secret is no word of a command line, where every user of the machine could read it.
  const secret = join(folder, 'client-secret');
  writeFileSync(secret, clientSecret, { mode: 0o600 });
  try {
    const fields = [
      `tokenEndpoint=${tokenEndpoint}`,
      `clientId=${clientId}`,
      '--secret-file',
      `clientSecret=${secret}`,
    ];
    await contactSync('profiles', 'create', PROFILE, '--kind', KIND, '--for', 'CVR,BFE', ...fields);
  } finally {
    rmSync(secret);
  }
}

/** Changes settings of a service: where its register stands is one, and here it is the simulator. */
export async function changeSettings(
  service: string,
  settings: Readonly<Record<string, string>>,
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
