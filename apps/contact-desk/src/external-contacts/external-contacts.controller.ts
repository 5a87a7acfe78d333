import { findExternalId, type ExternalContactStatement, tellExternalContacts } from '@contact-sync/contact-register';
import type { Tx } from '@contact-sync/database';
import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Pool } from 'pg';
import { ToldAnswer } from '../cases/case-answer';
import { QUEUE_OF_INBOUND } from '../inbound/inbound-queue';
import { changedStatement, createdStatement, endedStatement } from '../inbound/statements';
import { swapPersons } from '../inbound/swap-persons';
import { assertStored, messageOf, purposeOfNaming, tellNow } from '../inbound/told-now';
import { wakeWaiting } from '../inbound/wake-waiting';
import { NOW } from '../now';
import { ExternalContactAnswer } from './external-contact-answer';
import {
  ChangeExternalContact,
  EndExternalContact,
  ExternalContactQuery,
  SaveExternalContact,
} from './external-contact-request';

/** Contacts as other systems keep them, by their own ids, told at once instead of by event (MSG-3). */
@ApiUnprocessableEntityResponse({ description: 'There is no such contact, or it cannot be made or changed like this.' })
@ApiTags('external contacts')
@ApiBearerAuth()
@Access('CONTACTEDIT')
@Controller('contact-desk/external-contacts')
export class ExternalContactsController {
  constructor(
    private readonly pool: Pool,
    @Inject(QUEUE_OF_INBOUND) private readonly queue: string,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Get(':externalId')
  @Access('LOOKUP')
  @ApiOperation({ summary: 'The contact that another system knows by this id' })
  @ApiOkResponse({ type: ExternalContactAnswer })
  async read(
    @Param('externalId') externalId: string,
    @Query() { source }: ExternalContactQuery,
  ): Promise<ExternalContactAnswer> {
    const found = await findExternalId(this.pool, { source, externalId });
    if (found === undefined) throw new Problem(404, 'No such id is registered', { code: 'unknown-contact' });
    return found;
  }

  @Put(':externalId')
  @ApiOperation({
    summary: 'Registers the id of a contact, and makes the contact where there is none',
    description:
      'As external-contact.created.v1. Where the contact named is there already, the facts are left out: a register or a person speaks for it.',
  })
  @ApiOkResponse({ type: ToldAnswer })
  async save(
    @Param('externalId') externalId: string,
    @Body() { purpose, source, time, sequence, ...data }: SaveExternalContact,
    @Caller() caller: Principal,
  ): Promise<ToldAnswer> {
    const namer = { who: caller.id, purpose: purposeOfNaming(data, purpose) };
    const now = this.now();
    const said = { source, ...(time !== undefined && { time }), ...(sequence !== undefined && { sequence }) };
    const message = messageOf('external-contact.created.v1', externalId, said, data, now);
    return this.tell(caller, async (tx) => {
      const { messages } = await swapPersons(tx, namer, [message], now);
      // A person who is no contact yet becomes one, under the number.
      return (messages.length > 0 ? messages : [message]).map(createdStatement);
    });
  }

  @Patch(':externalId')
  @ApiOperation({ summary: 'Replaces each group of facts that is given, as external-contact.changed.v1' })
  @ApiOkResponse({ type: ToldAnswer })
  change(
    @Param('externalId') externalId: string,
    @Body() { source, time, sequence, ...data }: ChangeExternalContact,
    @Caller() caller: Principal,
  ): Promise<ToldAnswer> {
    const said = { source, ...(time !== undefined && { time }), ...(sequence !== undefined && { sequence }) };
    const message = messageOf('external-contact.changed.v1', externalId, said, data, this.now());
    return this.tell(caller, () => Promise.resolve([changedStatement(message)]));
  }

  @Post(':externalId/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'The contact has ended in the other system, as external-contact.ended.v1' })
  @ApiOkResponse({ type: ToldAnswer })
  end(
    @Param('externalId') externalId: string,
    @Body() { end, ...said }: EndExternalContact,
    @Caller() caller: Principal,
  ): Promise<ToldAnswer> {
    const message = messageOf('external-contact.ended.v1', externalId, said, { end }, this.now());
    return this.tell(caller, () => Promise.resolve([endedStatement(message)]));
  }

  private async tell(
    { accessCodes }: Principal,
    statementsOf: (tx: Tx) => Promise<readonly ExternalContactStatement[]>,
  ): Promise<ToldAnswer> {
    const seesProtected = accessCodes.has('PROTECTED');
    const outcome = await tellNow(this.pool, async (tx) => {
      const statements = await statementsOf(tx);
      const [told] = await tellExternalContacts(tx, statements, this.now(), { seesProtected });
      if (told?.outcome === 'applied') await this.wake(tx, statements);
      return told;
    });
    return assertStored(outcome);
  }

  private wake(tx: Tx, statements: readonly ExternalContactStatement[]): Promise<void> {
    const registered = statements
      .filter(({ kind }) => kind === 'created')
      .map(({ told: { source }, externalId }) => ({ source, externalId }));
    return wakeWaiting(tx, this.queue, registered);
  }
}
