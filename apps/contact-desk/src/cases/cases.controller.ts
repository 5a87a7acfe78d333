import { findCase, tellCases, tellParties } from '@contact-sync/contact-register';
import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { caseStatement, partyStatement } from '../inbound/statements';
import { swapPersons } from '../inbound/swap-persons';
import { assertStored, messageOf, purposeOfNaming, tellNow } from '../inbound/told-now';
import { NOW } from '../now';
import { CaseAnswer, ToldAnswer } from './case-answer';
import { CaseQuery, SaveCase, SayParty } from './case-request';

/** Cases of other systems and their parties, told at once instead of by event (REG-5). */
@ApiTags('cases')
@ApiBearerAuth()
@Access('CONTACTEDIT')
@Controller('contact-desk/cases')
export class CasesController {
  constructor(
    private readonly pool: Pool,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Get(':caseId')
  @Access('LOOKUP')
  @ApiOperation({ summary: 'A case of another system: its state, and its parties by our contact ids' })
  @ApiOkResponse({ type: CaseAnswer })
  async read(@Param('caseId') caseId: string, @Query() { source }: CaseQuery): Promise<CaseAnswer> {
    const found = await findCase(this.pool, source, caseId);
    if (found === undefined) throw new Problem(404, 'Nothing was told of such a case', { code: 'unknown-case' });
    return found;
  }

  @Put(':caseId')
  @ApiOperation({ summary: 'A case is open or closed in another system, as case.opened.v1 and case.closed.v1 say' })
  @ApiOkResponse({ type: ToldAnswer })
  async save(@Param('caseId') caseId: string, @Body() { state, ...said }: SaveCase): Promise<ToldAnswer> {
    const type = state === 'open' ? 'case.opened.v1' : 'case.closed.v1';
    const message = messageOf(type, caseId, said, {}, this.now());
    const [outcome] = await tellNow(this.pool, (tx) => tellCases(tx, [caseStatement(message, state)]));
    return assertStored(outcome);
  }

  @ApiConflictResponse({ description: 'The contact has an end date: contact-ended.' })
  @ApiUnprocessableEntityResponse({ description: 'There is no such contact.' })
  @Post(':caseId/parties')
  @HttpCode(200)
  @ApiOperation({
    summary: 'A contact becomes a party of a case; 409 contact-ended where it has an end date (CPR-3)',
  })
  @ApiOkResponse({ type: ToldAnswer })
  addParty(@Param('caseId') caseId: string, @Body() body: SayParty, @Caller() caller: Principal): Promise<ToldAnswer> {
    return this.tellParty(caseId, body, caller, true);
  }

  @ApiUnprocessableEntityResponse({ description: 'There is no such contact.' })
  @Post(':caseId/parties/remove')
  @HttpCode(200)
  @ApiOperation({ summary: 'A contact is a party of a case no longer' })
  @ApiOkResponse({ type: ToldAnswer })
  removeParty(
    @Param('caseId') caseId: string,
    @Body() body: SayParty,
    @Caller() caller: Principal,
  ): Promise<ToldAnswer> {
    return this.tellParty(caseId, body, caller, false);
  }

  private async tellParty(
    caseId: string,
    { contact, purpose, ...said }: SayParty,
    { id: who }: Principal,
    party: boolean,
  ): Promise<ToldAnswer> {
    const namer = { who, purpose: purposeOfNaming(contact, purpose) };
    const now = this.now();
    const message = messageOf(party ? 'party.added.v1' : 'party.removed.v1', caseId, said, { contact }, now);
    const outcome = await tellNow(this.pool, async (tx) => {
      const { messages } = await swapPersons(tx, namer, [message], now);
      const statements = messages.map((one) => partyStatement(one, party));
      const [told] = await tellParties(tx, statements, now, { refuseEnded: true });
      return told;
    });
    return assertStored(outcome);
  }
}
