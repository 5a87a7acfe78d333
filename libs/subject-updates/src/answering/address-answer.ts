import type { Address, Dated } from '@contact-sync/contacts-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** A date as the register gave it. */
export class DateAnswer implements Dated {
  @ApiProperty({ description: 'YYYY-MM-DD, or YYYY-MM or YYYY', example: '2019-07-01' })
  readonly date!: string;

  @ApiPropertyOptional({ enum: [true] })
  readonly uncertain?: true;
}

/** An address as the register has it now, in the members of contacts. */
export class AddressAnswer implements Address {
  @ApiPropertyOptional({ description: 'Road and house number', example: 'Lautrupparken 40' })
  readonly address1?: string;

  @ApiPropertyOptional({ description: 'Floor and door' })
  readonly address2?: string;

  @ApiPropertyOptional({ description: 'c/o, or the locality' })
  readonly address3?: string;

  @ApiPropertyOptional({ description: 'Four digits', example: '0151' })
  readonly municipality?: string;

  @ApiPropertyOptional({ example: '2750' })
  readonly postcode?: string;

  @ApiPropertyOptional({ example: 'Ballerup' })
  readonly city?: string;

  @ApiPropertyOptional({ example: 'DK' })
  readonly country_code?: string;

  @ApiPropertyOptional()
  readonly start?: DateAnswer;
}
