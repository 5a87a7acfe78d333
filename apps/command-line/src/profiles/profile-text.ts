import { printable } from '../text/printable';
import { fields, moment, table } from '../text/table';
import type { Ending, Profile, ProfileKind } from './profile';

/** All profiles for people. */
export function profilesText(profiles: readonly Profile[]): string {
  if (profiles.length === 0) return 'there are no profiles yet\n';
  return table(
    ['profile', 'kind', 'for', 'expires', 'used by'],
    profiles.map(({ name, kind, configurationTypes, endings, usedBy }) => [
      printable(name),
      kind,
      configurationTypes.join(','),
      endings.map(endingText).join('; '),
      usedBy.join(', '),
    ]),
  );
}

/** `2027-03-01, 12 days`. */
const endingText = ({ expires, daysLeft }: Ending): string =>
  daysLeft < 0 ? `${expires}, expired` : `${expires}, ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;

/** One profile for people. Secrets are named, and never shown. */
export function profileText(profile: Profile): string {
  const { name, id, kind, configurationTypes, version, facts, secrets, endings, usedBy, notice } = profile;
  const certificate = endings.find((ending) => ending.certificate)?.certificate;
  return [
    `${printable(name)}\n`,
    fields([
      ['id', id],
      ['kind', kind],
      ['for', configurationTypes.join(', ')],
      ...Object.entries(facts).map(([field, value]) => [field, printable(value)] as const),
      ...secrets.map(({ field, setAt }) => [field, `set ${moment(setAt)}, not shown`] as const),
      ['used by', usedBy.join(', ')],
      ['version', version],
      ['changed', `${moment(profile.updatedAt)} by ${printable(profile.updatedBy)}`],
    ]),
    ...(certificate === undefined
      ? []
      : [
          'certificate\n',
          fields([
            ['organisation', printable(certificate.organisation ?? '')],
            ['issuer', printable(certificate.issuer)],
            ['serial number', certificate.serialNumber],
            ['valid', `${moment(certificate.notBefore)} to ${moment(certificate.notAfter)}`],
            ['thumbprint', certificate.thumbprint],
          ]),
        ]),
    ...endings.map(({ text }) => `${text.en}\n`),
    ...(notice === undefined ? [] : [`${notice.en}\n`]),
  ].join('');
}

export interface Expiring extends Ending {
  readonly profileName: string;
}

/** What ends, the next first. */
export function expiryText(expiring: readonly Expiring[]): string {
  if (expiring.length === 0) return 'nothing that is known ends\n';
  return table(
    ['profile', 'what', 'expires', 'days left', ''],
    expiring.map(({ profileName, credential, expires, daysLeft, level }) => [
      printable(profileName),
      credential,
      expires,
      daysLeft,
      { fine: '', soon: 'soon', now: 'renew it now', ended: 'EXPIRED' }[level],
    ]),
  );
}

/** The kinds and their fields. */
export function kindsText(kinds: readonly ProfileKind[]): string {
  return kinds
    .map(
      ({ kind, text, configurationTypes, fields: own }) =>
        `${kind}: ${text.en}, for ${configurationTypes.join(', ')}\n` +
        fields(own.map((field) => [field.name, [field.text.en, ...traits(field)].join(', ')])),
    )
    .join('');
}

function traits(field: ProfileKind['fields'][number]): string[] {
  const standard = field.default === undefined ? [] : [`default ${field.default}`];
  const words = field.words === undefined ? [] : [field.words.join(' or ')];
  return [...(field.secret ? ['secret'] : []), ...words, ...(field.required ? standard : ['optional'])];
}
