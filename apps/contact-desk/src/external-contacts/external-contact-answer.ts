import type { RegisteredId } from '@contact-sync/contact-register';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** An id under which another system knows one of our contacts. */
export class ExternalContactAnswer implements RegisteredId {
  @ApiProperty({ example: '/esdh' })
  readonly source!: string;

  @ApiProperty({ example: 'K-77' })
  readonly externalId!: string;

  @ApiProperty({ description: 'Our id of the contact, as it lives on', example: '5012' })
  readonly contactId!: string;

  @ApiPropertyOptional({ description: 'Day on which it ended there', example: '2026-03-01' })
  readonly endedOn?: string;
}
