import { CommandFailure, EXIT, UsageError } from '../failures';
import type { Server } from '../server/server';

interface Text {
  readonly da: string;
  readonly en: string;
}

/** When a certificate or secret ends. */
export interface Ending {
  readonly credential: string;
  readonly expires: string;
  readonly daysLeft: number;
  readonly level: 'fine' | 'soon' | 'now' | 'ended';
  readonly text: Text;
  readonly certificate?: {
    readonly issuer: string;
    readonly serialNumber: string;
    readonly organisation?: string;
    readonly notBefore: string;
    readonly notAfter: string;
    readonly thumbprint: string;
  };
}

/** A profile as the API shows it: without its secrets. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly configurationTypes: readonly string[];
  readonly version: number;
  readonly facts: Readonly<Record<string, string>>;
  readonly secrets: readonly { readonly field: string; readonly setAt: string }[];
  readonly endings: readonly Ending[];
  readonly usedBy: readonly string[];
  readonly notice?: Text;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** A field is needed where another one says this. */
export interface NeededWhere {
  readonly field: string;
  readonly is: string;
}

/** A kind of profiles with its fields. */
export interface ProfileKind {
  readonly kind: string;
  readonly text: Text;
  readonly configurationTypes: readonly string[];
  readonly fields: readonly {
    readonly name: string;
    readonly text: Text;
    readonly form: string;
    readonly secret: boolean;
    readonly required: boolean;
    readonly neededWhere?: NeededWhere;
    readonly default?: string;
    readonly words?: readonly string[];
  }[];
  readonly notice?: Text;
}

export const PROFILES = '/auth-profile/profiles';

export const RIGHTS = 'Needs the access codes CONFIGADM, CERTADM and SECRETADM together.';

/** The profile of a name (Profile ID) or an id. Throws `CommandFailure` where there is none. */
export async function findProfile(server: Server, name: string | undefined): Promise<Profile> {
  if (name === undefined || name === '')
    throw new UsageError('name a profile, as "contact-sync profiles list" shows it');
  const { profiles } = await server.get<{ profiles: readonly Profile[] }>(PROFILES);
  const found = profiles.find((each) => each.id === name || each.name.toLowerCase() === name.toLowerCase());
  if (found === undefined)
    throw new CommandFailure(EXIT.refused, 'there is no such profile; see contact-sync profiles list');
  return found;
}

/** A kind of profiles with its fields. Throws `UsageError` for a word that is none. */
export async function findKind(server: Server, name: string): Promise<ProfileKind> {
  const { kinds } = await server.get<{ kinds: readonly ProfileKind[] }>('/auth-profile/profile-kinds');
  const found = kinds.find(({ kind }) => kind === name);
  if (found === undefined) throw new UsageError(`the kind must be one of ${kinds.map(({ kind }) => kind).join(', ')}`);
  return found;
}

/** `--for CVR,BFE` as the API takes it. */
export const typesOf = (value: string): string[] =>
  value
    .split(',')
    .map((each) => each.trim().toUpperCase())
    .filter((each) => each !== '');
