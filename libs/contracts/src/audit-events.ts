import { IsInt, Matches, Min } from 'class-validator';
import { IsDay } from './field-rules';

/** The root of the audit chain after one day (REG-7). */
export class AuditRooted {
  @IsDay() readonly day!: string;
  @IsInt() @Min(0) readonly position!: number;
  @Matches(/^[0-9a-f]{64}$/) readonly hash!: string;
}
