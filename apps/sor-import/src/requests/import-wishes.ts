import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { UNIT_OUTCOMES, type UnitOutcome } from '../imports/import-record';

const URL_LENGTH = 500;
const URL = {
  description: 'https, on a host that the installation allows; CSV, or a zip with SorEntity*.csv in it',
  maxLength: URL_LENGTH,
};

/** Which file is to be fetched and imported, and how. */
export class FetchWish {
  @ApiPropertyOptional({ ...URL, description: `${URL.description}. Absent: the address of the settings` })
  @IsOptional()
  @IsString()
  @MaxLength(URL_LENGTH)
  readonly url?: string;

  @ApiPropertyOptional({ default: false, description: 'Compare every unit, whether its row is new or not' })
  @IsBoolean()
  readonly full: boolean = false;

  @ApiPropertyOptional({ default: false, description: 'Change nothing, tell what would change' })
  @IsBoolean()
  readonly preview: boolean = false;

  @ApiPropertyOptional({ default: false, description: 'Close however many units left the file' })
  @IsBoolean()
  readonly approveClosings: boolean = false;
}

export class RequestedImport {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
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

export class UnitsQuery {
  @ApiPropertyOptional({ enum: UNIT_OUTCOMES })
  @IsOptional()
  @IsIn(UNIT_OUTCOMES)
  readonly outcome?: UnitOutcome;

  @ApiPropertyOptional({ default: 100, minimum: 1, maximum: 1000 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit: number = 100;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @Matches(/^(\d{11,20}|line \d{1,10})$/, { message: 'after must be a next of the page before' })
  readonly after?: string;
}
