import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  Min,
} from 'class-validator';
import type { ImportedPerson, PersonOutcome, PersonsMode } from './delivery';
import { DeliverySummary } from './delivery-report';

const MOST_FILES = 1000;

/** Which files are to be imported, and how. */
export class ImportWish {
  @ApiPropertyOptional({ type: [String], description: 'Names of files that wait; absent: all' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_FILES)
  @IsString({ each: true })
  readonly files?: string[];

  @ApiPropertyOptional({ enum: ['known', 'all'], description: 'Default: the setting filePersons' })
  @IsOptional()
  @IsIn(['known', 'all'])
  readonly persons?: PersonsMode;

  @ApiPropertyOptional({ default: false })
  @IsBoolean()
  readonly again: boolean = false;

  @ApiPropertyOptional({ default: false })
  @IsBoolean()
  readonly preview: boolean = false;
}

export class RequestedDeliveryAnswer {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly file!: string;
}

export class PageQuery {
  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 200 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsUUID()
  readonly after?: string;
}

class ListedFile {
  @ApiProperty() readonly name!: string;
  @ApiProperty() readonly bytes!: number;
  @ApiProperty({ type: String, format: 'date-time' }) readonly modified!: Date;
}

class PiledUp {
  @ApiProperty() readonly files!: number;
  @ApiProperty() readonly bytes!: number;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) readonly oldest?: Date;
}

class MissingFile {
  @ApiProperty() readonly taskNumber!: string;
  @ApiProperty({ format: 'date' }) readonly productionDate!: string;
  @ApiProperty({ type: String, format: 'date-time' }) readonly noticedAt!: Date;
  @ApiProperty({ format: 'uuid', description: 'The delivery that names it as the one before' })
  readonly noticedIn!: string;
}

/** The interim directory, the gaps in the chains, and a page of imports. */
export class DeliveriesPage {
  @ApiProperty({ type: [ListedFile], description: 'Files not dealt with yet' })
  readonly waiting!: readonly ListedFile[];
  @ApiProperty({ type: [ListedFile], description: 'Files with the rename prefix' })
  readonly imported!: readonly ListedFile[];
  @ApiProperty({ type: [ListedFile], description: 'Error files' }) readonly errors!: readonly ListedFile[];
  @ApiProperty({ type: PiledUp, description: 'Nothing is ever deleted: what has piled up' }) readonly piledUp!: PiledUp;
  @ApiProperty({ type: [MissingFile], description: 'Files that the chain of a task names and that have not come' })
  readonly missing!: readonly MissingFile[];
  @ApiProperty({ type: [DeliverySummary], description: 'Imports, the newest first' })
  readonly deliveries!: readonly DeliverySummary[];
  @ApiProperty({ type: String, nullable: true }) readonly next!: string | null;
}

export class PersonsQuery {
  @ApiPropertyOptional({ default: 100, minimum: 1, maximum: 1000 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit: number = 100;

  @ApiPropertyOptional({ default: 0, description: '`next` of the page before' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly after: number = 0;
}

class ImportedPersonAnswer implements ImportedPerson {
  @ApiProperty({ description: 'First line of the person in the file' }) readonly line!: number;
  @ApiPropertyOptional({ description: 'Absent where a person is held who is no contact yet' })
  readonly contactId?: string;
  @ApiProperty({ enum: ['created', 'changed', 'stale', 'held'] }) readonly outcome!: PersonOutcome;
  @ApiProperty({ description: 'Events sent about the contact' }) readonly events!: number;
}

export class PersonsPage {
  @ApiProperty({ type: [ImportedPersonAnswer] }) readonly persons!: readonly ImportedPersonAnswer[];
  @ApiProperty({ type: Number, nullable: true }) readonly next!: number | null;
}

export class JournalQuery {
  @ApiPropertyOptional({ default: 200, minimum: 1, maximum: 1000 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit: number = 200;
}

export class JournalLines {
  @ApiProperty({ type: [String], description: 'The newest last' }) readonly lines!: readonly string[];
}
