import { Access } from '@contact-sync/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { nextOf, PageQuery } from '../cursor';
import { NOW } from '../injected';
import { findFailures } from './find-failures';
import { noteOutcomes } from './note-outcomes';

class FailureAnswer {
  @ApiProperty({ example: '4711' }) readonly contactId!: string;
  @ApiProperty({ description: 'Attempts that failed since it last went well' }) readonly failures!: number;
  @ApiProperty({ example: 'not-in-register' }) readonly code!: string;
  @ApiProperty() readonly text!: string;
  @ApiProperty({ format: 'date-time' }) readonly failedAt!: Date;
  @ApiPropertyOptional({ format: 'date-time', description: 'Tried again then, where its task has come to rest' })
  readonly tryAfter?: Date;
  @ApiPropertyOptional({ format: 'date-time', description: 'When it last went well' }) readonly updatedAt?: Date;
}

class FailurePage {
  @ApiProperty({ type: [FailureAnswer] }) readonly failures!: readonly FailureAnswer[];
  @ApiPropertyOptional({ description: 'The cursor of the next page; absent on the last' }) readonly next?: string;
}

/** Import failures per contact, as the guide's table CVRUPDATE_IMPORT has them. */
@ApiTags('subscriptions')
@ApiBearerAuth()
@Access('DATAADM')
@Controller('cvr-subscription/failures')
export class FailuresController {
  constructor(
    private readonly pool: Pool,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Contacts whose last update from CVR failed. Contacts are named by id' })
  @ApiOkResponse({ type: FailurePage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<FailurePage> {
    await noteOutcomes({ pool: this.pool, now: this.now });
    const found = await findFailures(this.pool, { limit, ...(cursor !== undefined && { after: cursor }) });
    const failures = found.map(({ tryAfter, updatedAt, ...failure }) => ({
      ...failure,
      ...(tryAfter !== null && { tryAfter }),
      ...(updatedAt !== null && { updatedAt }),
    }));
    return { failures, ...nextOf(found, limit) };
  }
}
