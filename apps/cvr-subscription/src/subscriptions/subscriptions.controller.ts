import type { Tx } from '@contact-sync/database';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import { Access, Caller, Problem, type Principal } from '@contact-sync/service';
import { Body, Controller, Delete, Get, Inject, Param, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { Pool } from 'pg';
import { isContactId, nextOf, PageQuery } from '../cursor';
import { NOW, READ_SETTINGS } from '../injected';
import { exempt, liftExemption, type ExemptionParts } from './exemptions';
import { findSubscription, findSubscriptions } from './find-subscriptions';
import { SHOWN_STATES, type ShownState } from './subscription';
import { SubscriptionAnswer, SubscriptionPage } from './subscription-answer';
import { SubscriptionKeeper } from './subscription-keeper';

class SubscriptionQuery extends PageQuery {
  @ApiPropertyOptional({ enum: SHOWN_STATES })
  @IsOptional()
  @IsIn(SHOWN_STATES)
  readonly state?: ShownState;
}

class ExemptionWish {
  @ApiProperty({ maxLength: 500, description: 'Why the contact is not to be kept up to date' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  readonly reason!: string;
}

/** Which contacts are subscribed at CVR's provider, and which are not to be (CVR-5). */
@ApiTags('subscriptions')
@ApiBearerAuth()
@Access('DATAADM')
@Controller('cvr-subscription/subscriptions')
export class SubscriptionsController {
  private readonly parts: ExemptionParts;

  constructor(
    private readonly pool: Pool,
    private readonly keeper: SubscriptionKeeper,
    @Inject(READ_SETTINGS) readSettings: (db: Pool | Tx) => Promise<CvrSettings>,
    @Inject(NOW) now: () => Date,
  ) {
    this.parts = { pool, readSettings, now };
  }

  @Get()
  @ApiOperation({ summary: 'Companies and production units and their subscriptions. Contacts are named by id' })
  @ApiOkResponse({ type: SubscriptionPage })
  async list(@Query() { state, limit, cursor }: SubscriptionQuery): Promise<SubscriptionPage> {
    const found = await findSubscriptions(this.pool, {
      limit,
      ...(state !== undefined && { state }),
      ...(cursor !== undefined && { after: cursor }),
    });
    return { subscriptions: found.map((one) => SubscriptionAnswer.of(one)), ...nextOf(found, limit) };
  }

  @Get(':contactId')
  @ApiOperation({ summary: 'The subscription of one contact' })
  @ApiOkResponse({ type: SubscriptionAnswer })
  @ApiNotFoundResponse({ description: 'The contact is no company or production unit, or was not looked at yet.' })
  async get(@Param('contactId') contactId: string): Promise<SubscriptionAnswer> {
    const found = isContactId(contactId) ? await findSubscription(this.pool, contactId) : undefined;
    if (found === undefined) throw noSubscription();
    return SubscriptionAnswer.of(found);
  }

  @Put(':contactId/exemption')
  @ApiOperation({
    summary: 'Exempts a contact: its subscription is cancelled and it is not updated, except by explicit refresh',
  })
  @ApiOkResponse({ type: SubscriptionAnswer })
  @ApiNotFoundResponse({ description: 'There is no such company or production unit.' })
  async exempt(
    @Param('contactId') contactId: string,
    @Body() { reason }: ExemptionWish,
    @Caller() { id: by }: Principal,
  ): Promise<SubscriptionAnswer> {
    if (!isContactId(contactId) || !(await exempt(this.parts, contactId, { by, reason }))) throw noSubscription();
    this.keeper.wake();
    return this.get(contactId);
  }

  @Delete(':contactId/exemption')
  @ApiOperation({ summary: 'Lifts an exemption: the contact is subscribed again and updated' })
  @ApiOkResponse({ type: SubscriptionAnswer })
  @ApiNotFoundResponse({ description: 'The contact is not exempt.' })
  async lift(@Param('contactId') contactId: string): Promise<SubscriptionAnswer> {
    if (!isContactId(contactId) || !(await liftExemption(this.parts, contactId)))
      throw new Problem(404, 'The contact is not exempt', { code: 'not-exempt' });
    this.keeper.wake();
    return this.get(contactId);
  }
}

const noSubscription = (): Problem =>
  new Problem(404, 'There is no subscription of such a contact', { code: 'unknown-subscription' });
