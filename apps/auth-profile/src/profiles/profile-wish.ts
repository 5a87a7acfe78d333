import { maskPersonNumbers } from '@contact-sync/contacts-model';
import type { ConfigurationType, ProfileKind } from '@contact-sync/credentials';
import type { FieldFault } from '@contact-sync/service';
import type { CertificateFault } from '../certificates/certificate-fault';
import { readCertificate } from '../certificates/read-certificate';
import type { Ending, NewProfile, Profile, ProfileEdit } from './profile';
import { holdsCertificate, PROFILE_KIND_DEFINITIONS } from './profile-kinds';
import { type FieldRules, type GivenFields, readFields } from './read-fields';

/** What somebody wants a new profile to be. */
export interface ProfileWish {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly configurationTypes: readonly ConfigurationType[];
  readonly fields: GivenFields;
}

/** What somebody wants to be different; what is absent stays. */
export type EditWish = Partial<Omit<ProfileWish, 'kind'>>;

/** What does not fit: fields, or the certificate's file. */
export type WishRefused = { readonly faults: readonly FieldFault[] } | { readonly certificateFault: CertificateFault };

export interface WishRules extends FieldRules {
  readonly now: Date;
}

const DAY_MS = 86_400_000;

/** A new profile out of a wish; or everything that does not fit. */
export function readWish(wish: ProfileWish, rules: WishRules): NewProfile | WishRefused {
  const { kind, configurationTypes } = wish;
  const name = wish.name.trim();
  const general = [...nameFaults(name), ...typeFaults(kind, configurationTypes)];
  const read = readContent(kind, wish.fields, rules);
  if ('certificateFault' in read) return general.length > 0 ? { faults: general } : read;
  if ('faults' in read) return { faults: [...general, ...read.faults] };
  if (general.length > 0) return { faults: general };
  return { name, kind, configurationTypes: distinct(configurationTypes), ...read };
}

/** What is different in a profile by a wish; or everything that does not fit. */
export function readEdit(profile: Profile, wish: EditWish, rules: WishRules): ProfileEdit | WishRefused {
  const { configurationTypes } = wish;
  const name = wish.name?.trim();
  const general = [
    ...(name === undefined ? [] : nameFaults(name)),
    ...(configurationTypes === undefined ? [] : typeFaults(profile.kind, configurationTypes)),
  ];
  const read: Partial<Content> | WishRefused =
    wish.fields === undefined ? {} : readContent(profile.kind, wish.fields, rules, profile);
  if ('certificateFault' in read) return general.length > 0 ? { faults: general } : read;
  if ('faults' in read) return { faults: [...general, ...read.faults] };
  if (general.length > 0) return { faults: general };
  return {
    ...(name !== undefined && { name }),
    ...(configurationTypes !== undefined && { configurationTypes: distinct(configurationTypes) }),
    ...read,
  };
}

/** The names of what a wish gives anew, for the record of changes. */
export const fieldsOf = ({ name, configurationTypes, fields = {} }: EditWish): string[] => [
  ...(name === undefined ? [] : ['name']),
  ...(configurationTypes === undefined ? [] : ['configurationTypes']),
  ...Object.keys(fields).sort(),
];

function nameFaults(name: string): FieldFault[] {
  const refuse = (message: string): FieldFault[] => [{ field: 'name', message }];
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._()-]{0,99}$/u.test(name))
    return refuse('must be 1 to 100 letters, digits, blanks and . _ ( ) -, and begin with a letter or digit');
  // It stands in logs, metrics and messages of other services.
  return maskPersonNumbers(name) === name ? [] : refuse('must not hold what may be a person number');
}

function typeFaults(kind: ProfileKind, types: readonly ConfigurationType[]): FieldFault[] {
  const possible = PROFILE_KIND_DEFINITIONS[kind].configurationTypes;
  if (types.length > 0 && types.every((type) => possible.includes(type))) return [];
  return [
    { field: 'configurationTypes', message: `must be ${possible.join(', ')} or some of them for the kind ${kind}` },
  ];
}

type Content = Required<Pick<ProfileEdit, 'facts' | 'secrets' | 'endings'>>;

/** Facts, secrets and endings out of fields. A certificate's file is read, and its password is not kept. */
function readContent(
  kind: ProfileKind,
  given: GivenFields,
  rules: WishRules,
  profile?: Profile,
): Content | WishRefused {
  const known = profile && { facts: profile.facts, secrets: profile.secrets.map(({ field }) => field) };
  const read = readFields(kind, given, rules, known);
  if ('faults' in read) return read;
  if (!holdsCertificate(kind)) return withSecretEnd(kind, read, given, rules.now);

  const { certificate: file, password = '' } = read.secrets;
  const endings = profile?.endings ?? [];
  if (file === undefined) {
    return password === ''
      ? { facts: read.facts, secrets: {}, endings }
      : { faults: [{ field: 'fields.certificate', message: 'is needed with its password' }] };
  }
  const opened = readCertificate(Buffer.from(file, 'base64'), password, rules.now);
  if ('fault' in opened) return { certificateFault: opened.fault };
  const { chain, key, facts: certificate } = opened.certificate;
  return {
    facts: read.facts,
    secrets: { certificate: chain, key },
    endings: [{ credential: 'certificate', endsAt: new Date(certificate.notAfter), certificate }],
  };
}

/** When a client secret ends: the day that was said, else as long from now as its issuer lets it live. */
function withSecretEnd(
  kind: ProfileKind,
  { facts, secrets }: Pick<Content, 'facts' | 'secrets'>,
  given: GivenFields,
  now: Date,
): Content {
  const { secretExpires: known, ...others } = facts;
  // The day of the secret before says nothing of a new one.
  const isNew = secrets['clientSecret'] !== undefined;
  const said = isNew ? given['secretExpires']?.trim() || undefined : known;
  const day = said ?? (isNew ? usualEnd(kind, now) : undefined);
  if (day === undefined) return { facts: others, secrets, endings: [] };
  return { facts: { ...others, secretExpires: day }, secrets, endings: [secretEnding(day)] };
}

function usualEnd(kind: ProfileKind, now: Date): string | undefined {
  const { secretDays } = PROFILE_KIND_DEFINITIONS[kind];
  if (secretDays === undefined) return undefined;
  return new Date(now.getTime() + secretDays * DAY_MS).toISOString().slice(0, 10);
}

/** The last moment of the day, since the day is the last. */
const secretEnding = (day: string): Ending => ({
  credential: 'client-secret',
  endsAt: new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS - 1),
});

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
