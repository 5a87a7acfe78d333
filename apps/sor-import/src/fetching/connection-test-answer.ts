import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

const WHICH = ['full', 'daily', 'history'] as const;

/** Which address is to be tested. */
export class ConnectionTestWish {
  @ApiPropertyOptional({ enum: WHICH, default: 'daily', description: 'The address of this setting' })
  @IsOptional()
  @IsIn(WHICH)
  readonly which?: (typeof WHICH)[number];

  @ApiPropertyOptional({ description: 'This address instead, as it would be entered', maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  readonly url?: string;
}

class AddressColumns {
  @ApiProperty({ type: [String], description: 'In our names, in the order of the file' })
  readonly recognised!: readonly string[];
  @ApiProperty({ type: [String] }) readonly unknown!: readonly string[];
  @ApiProperty({ type: [String] }) readonly missing!: readonly string[];
}

class ZipEntryAnswer {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ description: 'Unpacked' }) readonly bytes!: number;
}

/** What stands at an address, as far as its beginning tells; or why nothing can be imported from there. */
export class ConnectionTestAnswer {
  @ApiProperty() readonly url!: string;
  @ApiProperty({ description: 'Whether a file could be imported from there' }) readonly works!: boolean;
  @ApiProperty({ description: 'The finding in words' }) readonly text!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it does not work, for programs' })
  readonly fault!: string | null;
  @ApiProperty({ description: 'Milliseconds' }) readonly tookMs!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'HTTP status; 206 where the beginning alone was given' })
  readonly status!: number | null;
  @ApiProperty({ enum: ['csv', 'zip'], nullable: true }) readonly kind!: 'csv' | 'zip' | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Bytes of the whole file, where the server tells' })
  readonly size!: number | null;
  @ApiProperty({ type: String, nullable: true }) readonly contentType!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly lastModified!: string | null;
  @ApiProperty({
    type: AddressColumns,
    nullable: true,
    description: 'Of the CSV, or of the one in the zip; null where that shows only when it is fetched',
  })
  readonly columns!: AddressColumns | null;
  @ApiProperty({ type: [ZipEntryAnswer], nullable: true, description: 'The files of a zip' })
  readonly entries!: readonly ZipEntryAnswer[] | null;
  @ApiProperty({ type: String, nullable: true, description: 'Which of them holds the units' })
  readonly entry!: string | null;
  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Names of columns that were found, where it is no file of SOR',
  })
  readonly found!: readonly string[] | null;
}
