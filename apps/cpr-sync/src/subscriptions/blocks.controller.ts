import { findPersonsByNumber, readKeys, recordAudit } from '@contact-sync/contact-register';
import { readCprNumber } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import { Access, Caller, Problem, type Principal } from '@contact-sync/service';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { block, listBlocked, unblock } from './block-list';
import { SourceRecords } from './source-records';
import { BlockAnswer, BlocksPage } from './subscription-answer';
import { BlockWish, PageQuery } from './subscription-request';
import { SUBSCRIPTIONS_NOW } from './subscriptions-now';

/** Persons who must not be subscribed, whoever asks: an erased one does not come back (CPR-8). */
@ApiTags('subscriptions')
@ApiBearerAuth()
@Access('DATAADM')
@Controller('cpr-sync/blocks')
export class BlocksController {
  constructor(
    @Inject(Pool) private readonly pool: Pool,
    private readonly records: SourceRecords,
    @Inject(SUBSCRIPTIONS_NOW) private readonly now: () => Date,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Puts a person on the block list, and ends the subscription there is' })
  @ApiCreatedResponse({ type: BlockAnswer, description: 'The entry; that of before where the person is on the list.' })
  @ApiNotFoundResponse({ description: 'There is no such contact (`unknown-contact`).' })
  @ApiUnprocessableEntityResponse({
    description: 'The contact is no person (`not-a-person`), or the number is none (`not-a-person-number`).',
  })
  async block(@Body() wish: BlockWish, @Caller() { id: by }: Principal): Promise<BlockAnswer> {
    const { number, contactId } = await this.personOf(wish);
    const { why } = wish;
    return inTransaction(this.pool, async (tx) => {
      const at = this.now();
      const about = contactId === undefined ? {} : { contactId };
      await recordAudit(tx, { who: by, purpose: why }, [{ action: 'block', register: 'contacts', ...about }], at);
      const entry = await block(tx, { hash: this.records.hashOf(number), by, why, at, ...about });
      if (contactId !== undefined) await this.records.giveUp(tx, contactId, { kind: 'blocked', by, text: why });
      return entry;
    });
  }

  @Get()
  @ApiOperation({ summary: 'The block list, newest first. Numbers are not told' })
  @ApiOkResponse({ type: BlocksPage })
  async list(@Query() { limit, after }: PageQuery): Promise<BlocksPage> {
    const blocks = await listBlocked(this.pool, { limit, ...(after !== undefined && { before: after }) });
    const next = blocks.length === limit ? blocks.at(-1)?.id : undefined;
    return { blocks, next: next ?? null };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Takes an entry off the block list; the person may be subscribed again' })
  @ApiNoContentResponse({ description: 'It is off the list.' })
  @ApiNotFoundResponse({ description: 'There is no such entry (`unknown-block`).' })
  async unblock(@Param('id') id: string, @Caller() { id: by }: Principal): Promise<void> {
    const at = this.now();
    const done = /^\d{1,18}$/.test(id) && (await inTransaction(this.pool, (tx) => unblock(tx, { id, by, at })));
    if (!done) throw new Problem(404, 'There is no such entry of the block list', { code: 'unknown-block' });
  }

  private async personOf({
    contactId,
    personNumber,
  }: BlockWish): Promise<{ readonly number: string; readonly contactId?: string }> {
    if (personNumber !== undefined) {
      const number = readCprNumber(personNumber);
      if (number === undefined) throw new Problem(422, 'That is no person number', { code: 'not-a-person-number' });
      const found = (await findPersonsByNumber(this.pool, [number])).get(number);
      return { number, ...(found !== undefined && { contactId: found }) };
    }
    const asked = contactId ?? '';
    const contact = (await readKeys(this.pool, [asked])).get(asked);
    if (contact === undefined) throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
    if (contact.key.nameType !== 'C') throw new Problem(422, 'The contact is no person', { code: 'not-a-person' });
    return { number: contact.key.nameCode, contactId: contact.id };
  }
}
