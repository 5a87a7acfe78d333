import type { ConfigurationType, ProfileFacts, ProfileKind } from '@contact-sync/credentials';
import { CONFIGURATION_TYPES, PROFILE_KINDS } from '@contact-sync/credentials';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CertificateFacts } from '../certificates/certificate-facts';
import { EndingAnswer, endingAnswer, TextAnswer } from '../expiry/expiry-answer';
import type { ChangeAction, Profile, SecretMark } from './profile';
import { PROFILE_KIND_DEFINITIONS, type FieldForm } from './profile-kinds';

class SecretAnswer implements SecretMark {
  @ApiProperty() readonly field!: string;
  @ApiProperty({ type: String, format: 'date-time' }) readonly setAt!: Date;
}

class CertificateAnswer implements CertificateFacts {
  @ApiProperty() readonly issuer!: string;
  @ApiProperty() readonly serialNumber!: string;
  @ApiPropertyOptional({ description: 'O of the subject' }) readonly organisation?: string;
  @ApiProperty({ format: 'date-time' }) readonly notBefore!: string;
  @ApiProperty({ format: 'date-time' }) readonly notAfter!: string;
  @ApiProperty({ description: 'SHA-1, hexadecimal' }) readonly thumbprint!: string;
}

class ProfileEndingAnswer extends EndingAnswer {
  @ApiPropertyOptional({ type: CertificateAnswer }) readonly certificate?: CertificateAnswer;
}

/** What one may see of a profile to choose it. */
export class ProfileChoice {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ description: 'Profile ID' }) readonly name!: string;
  @ApiProperty({ enum: PROFILE_KINDS }) readonly kind!: ProfileKind;
  @ApiProperty({ enum: CONFIGURATION_TYPES, isArray: true })
  readonly configurationTypes!: readonly ConfigurationType[];
}

/** A profile, without what it keeps secret (AUTH-2). */
export class ProfileAnswer extends ProfileChoice {
  @ApiProperty({ description: 'Rises with each change' }) readonly version!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'Fields that are no secret' })
  readonly facts!: ProfileFacts;
  @ApiProperty({ type: [SecretAnswer], description: 'Which secrets are set, and since when' })
  readonly secrets!: readonly SecretAnswer[];
  @ApiProperty({ type: [ProfileEndingAnswer], description: 'What of it ends' })
  readonly endings!: readonly ProfileEndingAnswer[];
  @ApiProperty({ type: [String], description: 'The parts of the product that have chosen it' })
  readonly usedBy!: readonly string[];
  @ApiPropertyOptional({ type: TextAnswer, description: 'What one should know of profiles of its kind' })
  readonly notice?: TextAnswer;
  @ApiProperty({ type: String, format: 'date-time' }) readonly createdAt!: Date;
  @ApiProperty() readonly createdBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) readonly updatedAt!: Date;
  @ApiProperty() readonly updatedBy!: string;
}

export class ProfileList {
  @ApiProperty({ type: [ProfileAnswer], description: 'By name' }) readonly profiles!: readonly ProfileAnswer[];
}

export class ProfileChoices {
  @ApiProperty({ type: [ProfileChoice], description: 'By name' }) readonly profiles!: readonly ProfileChoice[];
}

class ChangeAnswer {
  @ApiProperty({ type: String, format: 'date-time' }) readonly at!: Date;
  @ApiProperty() readonly by!: string;
  @ApiProperty({ enum: ['created', 'edited', 'certificate-replaced', 'deleted'] }) readonly action!: ChangeAction;
  @ApiProperty({ type: [String], description: 'Which fields, never what is in them' })
  readonly fields!: readonly string[];
}

export class ChangeList {
  @ApiProperty({ type: [ChangeAnswer], description: 'The newest first' }) readonly changes!: readonly ChangeAnswer[];
}

const FORMS: readonly FieldForm[] = [
  'text',
  'https',
  'host',
  'port',
  'uuid',
  'day',
  'choice',
  'pkcs12',
  'fingerprint',
  'task',
];

/** When a field that is not required is needed all the same. */
class NeededWhereAnswer {
  @ApiProperty({ description: 'Name of another field, a choice' }) readonly field!: string;
  @ApiProperty({ description: 'Its word' }) readonly is!: string;
}

class FieldAnswer {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: TextAnswer }) readonly text!: TextAnswer;
  @ApiProperty({ enum: FORMS }) readonly form!: FieldForm;
  @ApiProperty() readonly secret!: boolean;
  @ApiProperty() readonly required!: boolean;
  @ApiProperty() readonly maxLength!: number;
  @ApiPropertyOptional() readonly default?: string;
  @ApiPropertyOptional({ type: [String], description: 'Of a choice' }) readonly words?: readonly string[];
  @ApiPropertyOptional({ type: NeededWhereAnswer, description: 'Needed where another field says so' })
  readonly neededWhere?: NeededWhereAnswer;
}

class KindAnswer {
  @ApiProperty({ enum: PROFILE_KINDS }) readonly kind!: ProfileKind;
  @ApiProperty({ type: TextAnswer }) readonly text!: TextAnswer;
  @ApiProperty({ enum: CONFIGURATION_TYPES, isArray: true })
  readonly configurationTypes!: readonly ConfigurationType[];
  @ApiProperty({ type: [FieldAnswer] }) readonly fields!: readonly FieldAnswer[];
  @ApiPropertyOptional({ type: TextAnswer }) readonly notice?: TextAnswer;
}

export class KindList {
  @ApiProperty({ type: [KindAnswer] }) readonly kinds!: readonly KindAnswer[];
}

/** A profile as it is shown at a moment. */
export function profileAnswer(profile: Profile, now: Date): ProfileAnswer {
  const { notice } = PROFILE_KIND_DEFINITIONS[profile.kind];
  return {
    ...profileChoice(profile),
    version: profile.version,
    facts: profile.facts,
    secrets: profile.secrets,
    endings: profile.endings.map((ending) => ({
      ...endingAnswer(ending, now),
      ...(ending.certificate && { certificate: ending.certificate }),
    })),
    usedBy: profile.usedBy,
    ...(notice && { notice }),
    createdAt: profile.createdAt,
    createdBy: profile.createdBy,
    updatedAt: profile.updatedAt,
    updatedBy: profile.updatedBy,
  };
}

export const profileChoice = ({ id, name, kind, configurationTypes }: Profile): ProfileChoice => ({
  id,
  name,
  kind,
  configurationTypes,
});

/** Every kind with its fields, for a form. */
export const kindList = (): KindList => ({
  kinds: PROFILE_KINDS.map((kind) => {
    const { text, configurationTypes, fields, notice } = PROFILE_KIND_DEFINITIONS[kind];
    return { kind, text, configurationTypes, fields, ...(notice && { notice }) };
  }),
});
