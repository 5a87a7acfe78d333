import { ArrayMaxSize, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { MAX_ATTRIBUTE } from './field-rules';

const SHORT = 64;
const LABEL = 150;

/** What every event about a contact tells. Who it is, a reader asks for by id, with the rights it has. */
export class AboutContact {
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly nameType!: string;
  @IsOptional() @IsString() @MaxLength(SHORT) readonly register?: string;
}

export class ContactCreated extends AboutContact {}

export class ContactChanged extends AboutContact {
  @IsString({ each: true }) @MaxLength(LABEL, { each: true }) @ArrayMaxSize(100) readonly groups!: readonly string[];
}

export class ContactEnded extends AboutContact {}

export class ContactSuperseded extends AboutContact {
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly supersededBy!: string;
}

export class ContactRestored extends AboutContact {
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly supersededBy!: string;
}

class AboutReference extends AboutContact {
  @IsString() @IsNotEmpty() @MaxLength(LABEL) readonly label!: string;
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly relatedContactId!: string;
}

export class ReferenceAdded extends AboutReference {}

export class ReferenceRemoved extends AboutReference {}

export class ContactHeld extends AboutContact {
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly holdId!: string;
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly reason!: string;
}

export class ContactReleased extends AboutContact {
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly holdId!: string;
  @IsIn(['observation', 'person']) readonly by!: 'observation' | 'person';
}

/** A party was added to a case although the contact has an end date (CPR-3). */
export class ContactFlagged {
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly nameType!: string;
  @IsIn(['party-after-end']) readonly reason!: 'party-after-end';
  @IsString() @IsNotEmpty() @MaxLength(MAX_ATTRIBUTE) readonly caseSource!: string;
  @IsString() @IsNotEmpty() @MaxLength(MAX_ATTRIBUTE) readonly caseId!: string;
}
