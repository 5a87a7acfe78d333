import { findRefreshWish } from '@contact-sync/contact-register';
import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { tellNow } from '../inbound/told-now';
import { NOW } from '../now';
import { RefreshAnswer } from './refresh-answer';
import { wantAndAsk } from './want-refresh';

/** Wishes for fresh data from a contact's register (REG-6). */
@ApiTags('contacts')
@ApiBearerAuth()
@Access('CONTACTEDIT')
@Controller('contact-desk/contacts')
export class RefreshController {
  constructor(
    private readonly pool: Pool,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Post(':id/refresh')
  @HttpCode(202)
  @ApiOperation({
    summary:
      'The contact is to be read from its register again: its next statement counts in full, as refresh.wanted.v1',
  })
  @ApiAcceptedResponse({ type: RefreshAnswer })
  async want(@Param('id') id: string, @Caller() { id: source }: Principal): Promise<RefreshAnswer> {
    const told = { source, time: this.now(), id: randomUUID() };
    const wish = await tellNow(this.pool, async (tx) => {
      const [outcome] = await wantAndAsk(tx, [{ told, contact: { contactId: id } }]);
      return outcome?.contactId === undefined ? undefined : findRefreshWish(tx, outcome.contactId);
    });
    if (wish === undefined) throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
    return wish;
  }
}
