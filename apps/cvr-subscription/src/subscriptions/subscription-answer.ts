import { CVR_PROVIDERS } from '../register/providers';
import type { CvrProvider } from '@contact-sync/registers-cvr';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ShownSubscription } from './find-subscriptions';
import { SHOWN_STATES, type ShownState } from './subscription';

const STATE_WORDS =
  'waiting: to be subscribed. subscribing: asked for. subscribed: the provider has it. unknown: CVR knows no such unit, it is asked again in a week. cancelling: to be cancelled at the provider. cancelled. exempt: a person exempted it.';

class ExemptionAnswer {
  @ApiProperty({ description: 'Id of who exempted it' }) readonly by!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: Date;
  @ApiProperty() readonly reason!: string;
}

class SubscriptionError {
  @ApiProperty({ example: 'not-in-register' }) readonly code!: string;
  @ApiProperty() readonly text!: string;
}

/** A contact and what there is of it at the provider. */
export class SubscriptionAnswer {
  @ApiProperty({ example: '4711' }) readonly contactId!: string;
  @ApiProperty({ enum: SHOWN_STATES, description: STATE_WORDS }) readonly state!: ShownState;
  @ApiPropertyOptional({ enum: CVR_PROVIDERS, description: 'Where it is subscribed' }) readonly provider?: CvrProvider;
  @ApiPropertyOptional({ description: 'What the provider calls the unit' }) readonly objectId?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'When it was subscribed, or cancelled' })
  readonly since?: Date;
  @ApiPropertyOptional({ format: 'date-time', description: 'Not tried before' }) readonly tryAfter?: Date;
  @ApiPropertyOptional({ type: SubscriptionError, description: 'Why the last attempt failed' })
  readonly error?: SubscriptionError;
  @ApiPropertyOptional({ type: ExemptionAnswer }) readonly exemption?: ExemptionAnswer;

  static of(shown: ShownSubscription): SubscriptionAnswer {
    const { contactId, state, provider, objectId, since, tryAfter, errorCode: code, errorText: text } = shown;
    const { exemptedBy: by, exemptedAt: at, exemptReason: reason } = shown;
    return {
      contactId,
      state,
      ...(provider !== null && { provider }),
      ...(objectId !== null && { objectId }),
      ...(since !== null && { since }),
      ...(tryAfter !== null && { tryAfter }),
      ...(code !== null && { error: { code, text: text ?? '' } }),
      ...(by !== null && at !== null && { exemption: { by, at, reason: reason ?? '' } }),
    };
  }
}

export class SubscriptionPage {
  @ApiProperty({ type: [SubscriptionAnswer] }) readonly subscriptions!: readonly SubscriptionAnswer[];
  @ApiPropertyOptional({ description: 'The cursor of the next page; absent on the last' }) readonly next?: string;
}
