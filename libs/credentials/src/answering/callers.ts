import { PROFILE_KINDS, type ProfileKind } from '../credential';

/** Which kinds of profiles each user of the broker may have credentials of. */
export type CredentialCallers = ReadonlyMap<string, ReadonlySet<ProfileKind>>;

const ALL: ReadonlySet<ProfileKind> = new Set(PROFILE_KINDS);

/**
 * Reads `user=kind+kind;user=*`. Throws on what it does not understand. The users are those of the broker, which checks
 * that nobody sends under another's name.
 */
export function credentialCallers(text: string): CredentialCallers {
  const entries = text
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return new Map(
    entries.map((entry) => {
      const [user = '', kinds = ''] = entry.split('=').map((part) => part.trim());
      if (user === '' || kinds === '' || entry.split('=').length !== 2)
        throw new Error(`'${entry}' is not user=kind+kind or user=*`);
      return [user, kinds === '*' ? ALL : new Set(kinds.split('+').map(kindOf))];
    }),
  );
}

function kindOf(text: string): ProfileKind {
  const kind = PROFILE_KINDS.find((each) => each === text.trim());
  if (kind === undefined) throw new Error(`'${text}' is no kind of profile; there are ${PROFILE_KINDS.join(', ')}`);
  return kind;
}
