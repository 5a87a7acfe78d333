import type { CvrUnit } from '@contact-sync/registers-cvr';
import { AddressAnswer, DateAnswer } from '@contact-sync/subject-updates';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** A company or production unit as CVR has it now. What a search by name does not tell is left out. */
export class FoundUnitAnswer {
  @ApiProperty({ enum: ['company', 'production-unit'] })
  readonly kind!: CvrUnit['kind'];

  @ApiProperty({ description: 'CVR number (8 digits) or P-number (10 digits)', example: '1003387453' })
  readonly number!: string;

  @ApiProperty({ example: 'KMD A/S - Ballerup' })
  readonly name!: string;

  @ApiPropertyOptional({ description: 'The contact that it is in our register' })
  readonly contactId?: string;

  @ApiPropertyOptional({ description: 'That contact was only referred to so far: importing it fills it' })
  readonly placeholder?: boolean;

  @ApiPropertyOptional({ description: 'The address in one line, of a search by name' })
  readonly addressLine?: string;

  @ApiPropertyOptional({ description: "The register's word on its state, of a search by name" })
  readonly status?: string;

  @ApiPropertyOptional()
  readonly address?: AddressAnswer;

  @ApiPropertyOptional()
  readonly phoneNo?: string;

  @ApiPropertyOptional()
  readonly fax?: string;

  @ApiPropertyOptional()
  readonly email?: string;

  @ApiPropertyOptional({ type: [String], description: 'Activity codes, the main one first', example: ['620200'] })
  readonly industries?: readonly string[];

  @ApiPropertyOptional({ description: 'Protected against advertising' })
  readonly advertisement?: boolean;

  @ApiPropertyOptional()
  readonly started?: DateAnswer;

  @ApiPropertyOptional({ description: 'It has ceased' })
  readonly ended?: DateAnswer;

  @ApiPropertyOptional({ description: 'CVR number of the company that a production unit belongs to' })
  readonly company?: string;

  @ApiPropertyOptional({ type: [String], description: 'What was cut or looked odd' })
  readonly remarks?: readonly string[];
}

export class LookUpAnswer {
  @ApiProperty({
    enum: ['number', 'exact-name'],
    description: 'CVR finds names only where they are equal letter for letter',
  })
  readonly match!: 'number' | 'exact-name';

  @ApiProperty({ type: [FoundUnitAnswer] })
  readonly found!: readonly FoundUnitAnswer[];

  @ApiPropertyOptional({ description: 'There are more of that name than are shown' })
  readonly more?: true;
}
