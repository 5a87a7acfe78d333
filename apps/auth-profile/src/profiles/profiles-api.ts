import type { ConfigurationType, ProfileKind } from '@contact-sync/credentials';
import { CONFIGURATION_TYPES, PROFILE_KINDS } from '@contact-sync/credentials';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
} from 'class-validator';
import { AreFields } from './field-values';
import type { EditWish, ProfileWish } from './profile-wish';

const FIELDS = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'By name, as `GET /auth-profile/profile-kinds` lists them; an empty one takes away what was there',
} as const;

export class CreateProfile implements ProfileWish {
  @ApiProperty({ description: 'Profile ID', maxLength: 100 })
  @IsString()
  @MaxLength(100)
  readonly name!: string;

  @ApiProperty({ enum: PROFILE_KINDS })
  @IsIn(PROFILE_KINDS)
  readonly kind!: ProfileKind;

  @ApiProperty({ enum: CONFIGURATION_TYPES, isArray: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CONFIGURATION_TYPES.length)
  @IsIn(CONFIGURATION_TYPES, { each: true })
  readonly configurationTypes!: ConfigurationType[];

  @ApiProperty({ ...FIELDS, example: { clientId: 'c0ffee', clientSecret: '…' } })
  @AreFields()
  readonly fields!: Record<string, string>;
}

const VERSION = 'The version that was seen; a profile that has changed meanwhile is left as it is';

export class EditProfile implements EditWish {
  @ApiProperty({ minimum: 1, description: VERSION })
  @IsInt()
  @Min(1)
  readonly version!: number;

  @ApiPropertyOptional({ description: 'Profile ID', maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly name?: string;

  @ApiPropertyOptional({ enum: CONFIGURATION_TYPES, isArray: true })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CONFIGURATION_TYPES.length)
  @IsIn(CONFIGURATION_TYPES, { each: true })
  readonly configurationTypes?: ConfigurationType[];

  @ApiPropertyOptional({ ...FIELDS })
  @IsOptional()
  @AreFields()
  readonly fields?: Record<string, string>;
}

export class ReplaceCertificate {
  @ApiProperty({ minimum: 1, description: VERSION })
  @IsInt()
  @Min(1)
  readonly version!: number;

  @ApiProperty({ format: 'byte', description: 'A PKCS#12 file as base64, at most 256 kB' })
  @IsString()
  readonly certificate!: string;

  @ApiPropertyOptional({ description: 'Of the file', default: '' })
  @IsString()
  readonly password: string = '';
}

export class DeleteQuery {
  @ApiProperty({ minimum: 1, description: VERSION })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly version!: number;
}

export class ChoicesQuery {
  @ApiPropertyOptional({ enum: CONFIGURATION_TYPES, description: 'Only profiles for this register' })
  @IsOptional()
  @IsIn(CONFIGURATION_TYPES)
  readonly configurationType?: ConfigurationType;
}
