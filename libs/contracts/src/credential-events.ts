import { IsDay } from './field-rules';
import { IsIn, IsInt, IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** A certificate or a secret of an authentication profile ends soon, or has ended (AUTH-3). */
export class CertificateExpiring {
  @IsString() @IsNotEmpty() @MaxLength(64) readonly profileId!: string;
  @IsIn(['certificate', 'client-secret']) readonly credential!: 'certificate' | 'client-secret';
  /** Below zero when it has expired. */
  @IsInt() readonly daysLeft!: number;
  @IsDay() readonly expires!: string;
}
