import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Import one delivery that stage 1 has fetched and recorded (CPR-7). */
export class ImportDelivery {
  @IsString() @IsNotEmpty() @MaxLength(64) readonly deliveryId!: string;
}
