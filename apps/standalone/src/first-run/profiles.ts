import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FirstRunFailed } from './failed';
import type { Words } from './registers';

/** The authentication profiles against the simulator, by what they open. */
export const PROFILES = {
  datafordeler: { name: 'Simulator', kind: 'graphql-client-secret', for: 'CPR,CVR,BFE', secret: 'clientSecret' },
  direkte: { name: 'Simulator CPR Direkte', kind: 'cpr-direkte', for: 'CPR', secret: 'password' },
  files: { name: 'Simulator CPR files', kind: 'cpr-file-server', for: 'CPR', secret: 'password' },
} as const;

type Profile = (typeof PROFILES)[keyof typeof PROFILES];

/** Makes the profiles against the simulator in the folder, unless they are there. */
export async function makeProfiles(contactSync: Words, folder: string): Promise<void> {
  const { profiles } = JSON.parse(await contactSync('profiles', 'list', '--json')) as {
    readonly profiles: readonly { readonly name: string }[];
  };
  const ready = JSON.parse(readFileSync(join(folder, 'profiles.json'), 'utf8')) as Record<
    string,
    Readonly<Record<string, string>>
  >;
  for (const profile of Object.values(PROFILES)) {
    if (profiles.some(({ name }) => name === profile.name)) continue;
    await makeProfile(contactSync, folder, profile, ready[profile.kind]);
  }
}

async function makeProfile(
  contactSync: Words,
  folder: string,
  { name, kind, for: registers, secret }: Profile,
  fields: Readonly<Record<string, string>> | undefined,
): Promise<void> {
  const { [secret]: hidden, ...facts } = fields ?? {};
  if (hidden === undefined) throw new FirstRunFailed(`the simulator has no ready profile of the kind ${kind}`);
  // A secret is no word of a command line, where every user of the machine could read it.
  const file = join(folder, 'secret');
  writeFileSync(file, hidden, { mode: 0o600 });
  try {
    const words = Object.entries(facts).map(([field, value]) => `${field}=${value}`);
    await contactSync(
      'profiles',
      'create',
      name,
      '--kind',
      kind,
      '--for',
      registers,
      ...words,
      '--secret-file',
      `${secret}=${file}`,
    );
  } finally {
    rmSync(file);
  }
}
