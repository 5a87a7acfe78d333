import { INPUT_TYPES, type InputType } from '@contact-sync/registers-cpr-files';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { InputFile } from './input-file-store';
import type { OrderedInput } from './input-files';

const MOST_NAMES = 1000;
/** A set-up of a large authority goes in several files. */
const MOST_CONTACTS = 10_000;

/** A file on the server that waits, or waited, to be fetched. */
export class RemoteFileAnswer {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ description: 'As the guide shows it: in brackets where the file is migrated' })
  readonly shown!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Bytes; null where the server does not tell (z/OS)' })
  readonly size!: number | null;
  @ApiProperty({ description: 'On mass storage at CPR: it is not fetched' }) readonly migrated!: boolean;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Day of the last change; on z/OS of the last reference',
  })
  readonly day!: string | null;
  @ApiProperty({
    enum: ['new', 'fetching', 'fetched'],
    description: 'fetched: it is here, and is only to be renamed on the server',
  })
  readonly state!: 'new' | 'fetching' | 'fetched';
  @ApiPropertyOptional({ description: 'Why it was not renamed', example: 'rename-refused' }) readonly problem?: string;
}

/** Files that have been dealt with and stay where they are. */
export class RemotePile {
  @ApiProperty() readonly files!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'null where the server tells no sizes' })
  readonly bytes!: number | null;
  @ApiPropertyOptional({ format: 'date' }) readonly oldest?: string;
}

class LocalPile {
  @ApiProperty() readonly files!: number;
  @ApiProperty() readonly bytes!: number;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) readonly oldest?: Date;
}

class ListingRemark {
  @ApiProperty({ example: 'listing-cut' }) readonly code!: string;
  @ApiPropertyOptional({ description: 'The file it is about' }) readonly subject?: string;
  @ApiProperty() readonly text!: string;
}

/** *Remote files* of the guide, and what piles up on both sides. */
export class RemoteFilesPage {
  @ApiProperty({ type: [RemoteFileAnswer], description: 'Files that match the pattern and have no prefix' })
  readonly files!: readonly RemoteFileAnswer[];
  @ApiProperty({ type: RemotePile, description: 'On the server, with the prefix: nothing is ever deleted there' })
  readonly dealtWith!: RemotePile;
  @ApiProperty({ type: LocalPile, description: 'In the interim directory: nothing is ever deleted there' })
  readonly here!: LocalPile;
  @ApiProperty({ description: 'Rows of the listing' }) readonly rows!: number;
  @ApiProperty({ type: [ListingRemark] }) readonly problems!: readonly ListingRemark[];
}

/** Which files are to be fetched. */
export class FetchWish {
  @ApiPropertyOptional({ type: [String], description: 'As the server lists them; absent: all' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  readonly names?: string[];
}

export class FetchBegun {
  @ApiProperty({ format: 'uuid', description: 'The run; `GET /cpr-sync/runs` tells how it goes' })
  readonly runId!: string;
}

/** Whom an input file is to be about. */
export class InputFileWish {
  @ApiProperty({
    enum: INPUT_TYPES,
    description: '01: in a status extract. 06: subscription. 07: their data, delivered once',
  })
  @IsIn(INPUT_TYPES)
  readonly type!: InputType;

  @ApiProperty({ type: [String], minItems: 1, maxItems: MOST_CONTACTS, description: 'Ids of contacts, never numbers' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CONTACTS)
  @Matches(/^[1-9]\d{0,17}$/, { each: true, message: 'each value in contactIds must be the id of a contact' })
  readonly contactIds!: string[];

  @ApiPropertyOptional({ enum: ['create', 'delete'], default: 'create', description: 'Of type 06' })
  @IsOptional()
  @IsIn(['create', 'delete'])
  readonly action?: 'create' | 'delete';

  @ApiProperty({ description: 'Why these persons are asked for; the audit keeps it', maxLength: 500 })
  @IsString()
  @Matches(/\S/, { message: 'purpose must say why these persons are asked for' })
  @MaxLength(500)
  readonly purpose!: string;
}

export class InputFileAnswer {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ example: 'd260302.i110901' }) readonly name!: string;
  @ApiProperty({ format: 'date', description: 'The run at CPR that takes it' }) readonly runDay!: string;
  @ApiProperty() readonly lines!: number;
  @ApiProperty({
    enum: ['building', 'sent', 'dropped'],
    description: 'building: not on the server yet, goes with the next transfer. dropped: nobody of it could be sent',
  })
  readonly state!: InputFile['state'];
  @ApiPropertyOptional({ description: 'Why it is not on the server yet', example: 'timeout' })
  readonly problem?: string;
  @ApiProperty() readonly requestedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) readonly createdAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly sentAt!: Date | null;
}

class RefusedContactAnswer {
  @ApiProperty() readonly contactId!: string;
  @ApiProperty({ enum: ['unknown-contact', 'not-a-person', 'substitute-number', 'blocked'] }) readonly code!: string;
}

export class OrderedInputAnswer {
  @ApiProperty({ type: InputFileAnswer }) readonly file!: InputFileAnswer;
  @ApiProperty({ type: [RefusedContactAnswer], description: 'Contacts that have no line in it' })
  readonly refused!: OrderedInput['refused'];
}

export class InputFilesPage {
  @ApiProperty({ type: [InputFileAnswer], description: 'The newest first' })
  readonly files!: readonly InputFileAnswer[];
  @ApiProperty({ type: String, nullable: true, description: '`after` of the next page' }) readonly next!: string | null;
}

export function inputFileAnswer(file: InputFile): InputFileAnswer {
  const { id, name, runDay, lines, state, problem, requestedBy, createdAt, sentAt } = file;
  return {
    id,
    name,
    runDay,
    lines,
    state,
    ...(problem !== undefined && { problem }),
    requestedBy,
    createdAt,
    sentAt: sentAt ?? null,
  };
}
