import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const FROM = ['start', 'now'] as const;
const MAX_PAGE = 1000;

export class EventQuery {
  @ApiPropertyOptional({ description: '`next` of the answer before', example: '1795239001000000.17' })
  @IsOptional()
  @Matches(/^\d{1,17}\.\d{1,18}$/, { message: 'after must be the `next` of an answer' })
  readonly after?: string;

  @ApiPropertyOptional({ enum: FROM, description: 'Where to begin without `after`; default start' })
  @IsOptional()
  @IsIn(FROM)
  readonly from?: (typeof FROM)[number];

  @ApiPropertyOptional({ default: 200, minimum: 1, maximum: MAX_PAGE })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  readonly limit: number = 200;
}

export class EventPage {
  @ApiProperty({
    description: 'CloudEvents 1.0',
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [
      {
        specversion: '1.0',
        id: '01938f6e-7a3c-7b1a-9c3d-2f51aa01234f',
        type: 'dk.contact-sync.contact.changed.v1',
        source: '/contact-sync/contact-register',
        subject: '4711',
        time: '2026-11-21T05:30:01.000Z',
        datacontenttype: 'application/json',
        sequence: '7',
        sequencetype: 'Integer',
        data: { nameType: 'C', register: 'cpr', groups: ['main_address'] },
      },
    ],
  })
  readonly events!: readonly Record<string, unknown>[];

  @ApiProperty({
    description: 'Where to go on; the same again when there is nothing more yet',
    example: '1795239001000000.17',
  })
  readonly next!: string;
}
