import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';

/** Import one delivery that stage 1 has fetched and recorded (CPR-7). */
export class ImportDelivery {
  @IsString() @IsNotEmpty() @MaxLength(64) readonly deliveryId!: string;
}

/** Read a held person again where the hold says, and apply what stands there now (MSG-1). */
export class RetryHold {
  @Matches(/^\d{1,18}$/) readonly holdId!: string;
}
