import { ArrayMaxSize, ArrayNotEmpty, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { IsOurId } from './field-rules';

/** Import one delivery that stage 1 has fetched and recorded (CPR-7). */
export class ImportDelivery {
  @IsString() @IsNotEmpty() @MaxLength(64) readonly deliveryId!: string;
}

/** Read a held person again where the hold says, and apply what stands there now (MSG-1). */
export class RetryHold {
  @Matches(/^\d{1,18}$/) readonly holdId!: string;
}

/** Look a person up at CPR now, because somebody asked for this contact or two roads differed on one day (REG-6, MSG-3). */
export class RefreshPerson {
  @IsOurId() readonly contactId!: string;
}

/** Read persons from CPR at Datafordeler, as one batch of the scheduled synchronisation (CPR-9). */
export class SynchronisePersons {
  /** The synchronisation that asked for it. */
  @IsString() @IsNotEmpty() @MaxLength(64) readonly runId!: string;
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @Matches(/^[1-9]\d{0,17}$/, { each: true, message: '$property must be ids of ours: digits' })
  readonly contactIds!: readonly string[];
}

/** Tell CPR what the source record of a contact wants: subscribed, or no longer (CPR-8). */
export class SendSubscription {
  @IsOurId() readonly contactId!: string;
}
