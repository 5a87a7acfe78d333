import { ExternalAddress, ExternalContactLines, ExternalName, MAX_ATTRIBUTE } from '@contact-sync/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Purpose, SaidBy } from '../inbound/told-now';

const TEXT = { type: 'string', maxLength: 150 } as const;
const textsOf = (...names: string[]): Record<string, typeof TEXT> =>
  Object.fromEntries(names.map((name) => [name, TEXT]));

export class ExternalContactQuery {
  @ApiProperty({ description: 'The system whose id it is', example: '/esdh' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_ATTRIBUTE)
  readonly source!: string;
}

/** The groups of facts that another system may tell of a contact; one that is given is replaced as a whole. */
class Facts extends SaidBy {
  @ApiPropertyOptional({ type: 'object', properties: textsOf('name1', 'name2') })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ExternalName)
  readonly name?: ExternalName;

  @ApiPropertyOptional({
    type: 'object',
    properties: textsOf('address1', 'address2', 'address3', 'municipality', 'postcode', 'city', 'country_code'),
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ExternalAddress)
  readonly mainAddress?: ExternalAddress;

  @ApiPropertyOptional({ type: 'object', properties: textsOf('phoneNo', 'fax', 'email') })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ExternalContactLines)
  readonly contactLines?: ExternalContactLines;
}

export class SaveExternalContact extends Facts {
  @ApiProperty({ description: 'Contact type letter', example: 'J' })
  @IsString()
  @Length(1, 1)
  readonly nameType!: string;

  @ApiPropertyOptional({ description: 'Its code; a person number too (nameType C)', example: '12345674' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  readonly nameCode?: string;

  @ApiPropertyOptional({ description: 'Our id of the contact, instead of its code', example: '5012' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  readonly contactId?: string;

  @Purpose()
  readonly purpose?: string;
}

export class ChangeExternalContact extends Facts {}

export class EndExternalContact extends SaidBy {
  @ApiProperty({ description: 'Its last day there', example: '2026-03-01' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'end must be a date YYYY-MM-DD' })
  readonly end!: string;
}
