import type { CodeValidation, ContactType } from '@contact-sync/contact-register';
import type { RegisterName } from '@contact-sync/contacts-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  Equals,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

const REGISTERS: readonly RegisterName[] = ['cpr', 'cvr', 'sor', 'bfe'];
const VALIDATIONS: readonly CodeValidation[] = ['cpr', 'cvr', 'production_unit', 'sor'];
const MAX_TEXT = 150;
const MAX_CODE_LENGTH = 30;

/** What may be said of a contact type (REG-1); its letter stands in the address. */
export class ContactTypeBody {
  @ApiProperty({ example: 'Virksomheder (med CVR)' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_TEXT)
  readonly textDa!: string;

  @ApiProperty({ example: 'Companies (with CVR)' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_TEXT)
  readonly textEn!: string;

  @ApiPropertyOptional({ description: 'Exact number of digits; leave out where it varies', example: 8 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_CODE_LENGTH)
  readonly codeLength?: number;

  @ApiPropertyOptional({ description: 'Least number of digits' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_CODE_LENGTH)
  readonly codeMinLength?: number;

  @ApiProperty({ description: 'The code is given by us', example: false })
  @IsBoolean()
  @ValidateIf(({ codeLength, codeMinLength, codeValidation }: ContactTypeBody) =>
    [codeLength, codeMinLength, codeValidation].some((rule) => rule !== undefined),
  )
  @Equals(false, { message: 'autoId leaves no code to check: leave out codeLength, codeMinLength and codeValidation' })
  readonly autoId!: boolean;

  @ApiPropertyOptional({ enum: VALIDATIONS, description: 'How a typed code is checked' })
  @IsOptional()
  @IsIn(VALIDATIONS)
  readonly codeValidation?: CodeValidation;

  @ApiPropertyOptional({ enum: REGISTERS, description: 'The register that maintains contacts of the type' })
  @IsOptional()
  @IsIn(REGISTERS)
  readonly register?: RegisterName;
}

export class ContactTypeAnswer extends ContactTypeBody implements ContactType {
  @ApiProperty({ description: 'One letter or digit', example: 'J' })
  readonly nameType!: string;
}

export class ContactTypesAnswer {
  @ApiProperty({ type: [ContactTypeAnswer] })
  readonly contactTypes!: readonly ContactTypeAnswer[];
}
