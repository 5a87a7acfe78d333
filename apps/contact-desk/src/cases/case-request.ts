import { ContactName, IsContactName, MAX_ATTRIBUTE } from '@contact-sync/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { SaidBy, SaidOfContact } from '../inbound/told-now';

const STATES = ['open', 'closed'] as const;

export class CaseQuery {
  @ApiProperty({ description: 'The system whose case it is', example: '/esdh' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_ATTRIBUTE)
  readonly source!: string;
}

export class SaveCase extends SaidBy {
  @ApiProperty({ enum: STATES })
  @IsIn(STATES)
  readonly state!: (typeof STATES)[number];
}

/** The ways of naming a contact, for the description of the API. */
const CONTACT_NAME = {
  type: 'object',
  description: 'Exactly one way: our contactId; an externalId of the same source; or nameType and nameCode',
  properties: {
    contactId: { type: 'string', example: '5012' },
    externalId: { type: 'string', example: 'K-77' },
    nameType: { type: 'string', example: 'J' },
    nameCode: { type: 'string', example: '12345674' },
  },
} as const;

export class SayParty extends SaidOfContact {
  @ApiProperty(CONTACT_NAME)
  @IsContactName()
  readonly contact!: ContactName;
}
