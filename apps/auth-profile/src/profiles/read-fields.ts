import type { FieldFault } from '@contact-sync/service';
import type { ProfileFacts, ProfileKind } from '@contact-sync/credentials';
import { type FieldDefinition, PROFILE_KIND_DEFINITIONS } from './profile-kinds';

/** Fields as they were sent, by name; an empty one takes away what was there. */
export type GivenFields = Readonly<Record<string, string>>;

/** What a profile has already. */
export interface KnownFields {
  readonly facts: ProfileFacts;
  /** Names of the secrets that are set. */
  readonly secrets: readonly string[];
}

export interface FieldRules {
  /** Whether the installation lets us call an address (`ENDPOINT_HOSTS`). */
  readonly mayCall: (address: string) => boolean;
}

/** Fields that fit their kind: all facts, and the secrets that were given, by name. */
export interface ReadFields {
  readonly facts: ProfileFacts;
  readonly secrets: Readonly<Record<string, string>>;
}

const NOTHING: KnownFields = { facts: {}, secrets: [] };

/**
 * Reads the fields of a profile that is made (`known` absent) or changed. Every fault is told at once, by field and without
 * what was in it.
 */
export function readFields(
  kind: ProfileKind,
  given: GivenFields,
  { mayCall }: FieldRules,
  known?: KnownFields,
): ReadFields | { readonly faults: readonly FieldFault[] } {
  const { fields } = PROFILE_KIND_DEFINITIONS[kind];
  const before = known ?? NOTHING;
  const faults: FieldFault[] = [];
  const refuse = (field: string, message: string): void => void faults.push({ field: `fields.${field}`, message });

  const names = new Set(fields.map(({ name }) => name));
  if (Object.keys(given).some((name) => !names.has(name))) refuse('(unknown)', `is no field of the kind ${kind}`);

  const portField = fields.find(({ form }) => form === 'port');
  const port = portField && valueOf(portField, given, before, known === undefined);
  const facts: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const field of fields) {
    const value = valueOf(field, given, before, known === undefined);
    const isSet = field.secret && before.secrets.includes(field.name);
    if (value === undefined || value === '') {
      // A secret is replaced or stays: to take a needed one away is to delete the profile.
      const where = field.neededWhere;
      const isNeeded = field.required || (where !== undefined && facts[where.field] === where.is);
      if (isNeeded && !(isSet && given[field.name] === undefined)) refuse(field.name, 'is needed');
      continue;
    }
    const fault =
      faultOf(field, value) ?? (isCalled(field) ? notAllowed(mayCall(addressOf(field, value, port))) : undefined);
    if (fault !== undefined) refuse(field.name, fault);
    else if (field.secret) secrets[field.name] = value;
    else facts[field.name] = value;
  }
  faults.push(...goesElsewhere(fields, { facts, given, before }));
  return faults.length > 0 ? { faults } : { facts, secrets };
}

function valueOf(
  { name, secret, default: standard }: FieldDefinition,
  given: GivenFields,
  { facts }: KnownFields,
  isNew: boolean,
): string | undefined {
  const sent = given[name];
  // What surrounds a secret may belong to it.
  if (sent !== undefined) return secret ? sent : sent.trim();
  return facts[name] ?? (isNew ? standard : undefined);
}

function faultOf(field: FieldDefinition, value: string): string | undefined {
  if (value.length > field.maxLength) return `must have at most ${field.maxLength} characters`;
  if (field.form !== 'pkcs12' && /[\u0000-\u001f\u007f]/.test(value)) return 'must not hold control characters';
  switch (field.form) {
    case 'text':
      return undefined;
    case 'https':
      return isAddress(value) ? undefined : 'must be an https:// address, without a user or a query in it';
    case 'host':
      return isHost(value) ? undefined : 'must be the name of a host';
    case 'port':
      return /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 65_535 ? undefined : 'must be a port, 1 to 65535';
    case 'uuid':
      return UUID.test(value) ? undefined : 'must be a UUID';
    case 'day':
      return isDay(value) ? undefined : 'must be a day, YYYY-MM-DD';
    case 'choice':
      return field.words?.includes(value) === true ? undefined : `must be ${field.words?.join(' or ')}`;
    case 'pkcs12':
      return BASE64.test(value) ? undefined : 'must be a file as base64';
    case 'fingerprint':
      return FINGERPRINT.test(value) ? undefined : 'must be SHA256: and 43 characters, as ssh-keygen -lf shows it';
    case 'task':
      return /^\d{6}$/.test(value) ? undefined : 'must be six digits';
  }
}

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}=?$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const notAllowed = (allowed: boolean): string | undefined =>
  allowed ? undefined : 'is a host that this installation does not allow (ENDPOINT_HOSTS)';

function isAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  // A secret in an address would be shown with it.
  return protocol === 'https:' && username === '' && password === '' && search === '' && hash === '';
}

const isHost = (value: string): boolean => /^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i.test(value);

const isCalled = ({ form }: FieldDefinition): boolean => form === 'https' || form === 'host';

/** What the list of allowed hosts is asked. A server that is not called by HTTPS counts with its port like one that is. */
const addressOf = ({ form }: FieldDefinition, value: string, port: string | undefined): string =>
  form === 'host' ? `https://${value}:${port ?? ''}` : value;

function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** The forms of fields that say where secrets are sent. */
const DESTINATIONS: ReadonlySet<string> = new Set(['https', 'host', 'port', 'choice', 'fingerprint']);

/**
 * A secret that stays is sent where its profile says. Who changes that place must know the secret: else to change a profile
 * would be a way to have it sent to oneself. A certificate's key is never sent.
 */
function goesElsewhere(
  fields: readonly FieldDefinition[],
  { facts, given, before }: { facts: ProfileFacts; given: GivenFields; before: KnownFields },
): FieldFault[] {
  const moved = fields.some(({ name, form }) => DESTINATIONS.has(form) && before.facts[name] !== facts[name]);
  if (!moved || fields.some(({ form }) => form === 'pkcs12')) return [];
  return fields
    .filter(({ name, secret }) => secret && before.secrets.includes(name) && given[name] === undefined)
    .map(({ name }) => ({
      field: `fields.${name}`,
      message: 'must be given again: it would be sent to another place',
    }));
}
