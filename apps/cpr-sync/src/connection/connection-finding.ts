import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class InBoth {
  @ApiProperty()
  readonly da!: string;

  @ApiProperty()
  readonly en!: string;
}

/** The 28 characters of a logon's answer taken apart (CPR-6). */
export class DirekteAnswerParts {
  @ApiProperty({ description: 'Characters 1 to 4', example: '0132' })
  readonly customerNumber!: string;

  @ApiProperty({ description: 'Characters 7 to 14, never shown', example: '********' })
  readonly token!: string;

  @ApiProperty({ description: 'Characters 15 to 22', example: 'WUADIR34' })
  readonly userId!: string;

  @ApiProperty({ description: 'Characters 23 and 24: 00 is success', example: '00' })
  readonly errorCode!: string;

  @ApiProperty({ description: 'Characters 25 to 28; with an error they may hold something else', example: '0028' })
  readonly length!: string;
}

/** What a test of the connection found. */
export class ConnectionFinding {
  @ApiProperty()
  readonly ok!: boolean;

  @ApiProperty({ description: 'A word that does not change', example: 'direkte-00' })
  readonly code!: string;

  @ApiProperty({ type: InBoth })
  readonly text!: InBoth;

  @ApiPropertyOptional({ description: 'More about it, without personal data' })
  readonly said?: string;

  @ApiPropertyOptional({ type: DirekteAnswerParts, description: 'CPR Direkte: what it answered' })
  readonly direkte?: DirekteAnswerParts;
}
