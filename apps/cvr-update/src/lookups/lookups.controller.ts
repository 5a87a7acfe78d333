import { Access, Caller, Problem, Reason, type Principal } from '@contact-sync/service';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { SettingsReader } from '../register/settings-reader';
import { LookUp } from './look-up';
import { LookUpAnswer } from './lookup-answer';
import { assertIntegrated, notInRegister, numberProblem } from './register-problem';
import { readUnitNumber } from './unit-number';

/** By number or by name. */
export class LookUpWish {
  @ApiPropertyOptional({
    description: 'CVR number (8 digits) or P-number (10 digits); blanks, and DK before a CVR number, do no harm',
    example: '1003387453',
  })
  @ValidateIf(({ number, name }: LookUpWish) => number !== undefined || name === undefined)
  @IsString({ message: 'give either number or name' })
  @MaxLength(30)
  readonly number?: string;

  @ApiPropertyOptional({ description: 'The whole name: CVR finds it only where it is equal letter for letter' })
  @ValidateIf(({ name }: LookUpWish) => name !== undefined)
  @Reason()
  readonly name?: string;

  @ApiPropertyOptional({ description: 'Why the caller looks. Recorded where it is given', example: 'case 2026-17' })
  @IsOptional()
  @Reason()
  readonly purpose?: string;
}

/** Look-ups at CVR (CVR-1). */
@ApiTags('look-up and import')
@ApiBearerAuth()
@Access('LOOKUP')
@Controller('cvr-update')
export class LookUpsController {
  constructor(
    private readonly lookUp: LookUp,
    private readonly settings: SettingsReader,
  ) {}

  @Post('lookups')
  @HttpCode(200)
  @ApiOperation({ summary: 'What CVR has of a number or a name now. Nothing is stored' })
  @ApiOkResponse({ type: LookUpAnswer })
  @ApiNotFoundResponse({ description: 'CVR has no unit of this number (`not-in-register`).' })
  @ApiConflictResponse({
    description: 'CVR integration is turned off (`cvr-integration-off`), or no profile is chosen (`no-profile`).',
  })
  @ApiUnprocessableEntityResponse({
    description:
      'The number is none (`not-a-number`, `check-digit`, `not-a-p-number`), or the provider cannot search by name (`no-name-search`).',
  })
  @ApiServiceUnavailableResponse({ description: 'CVR does not answer, or does not let us in; with Retry-After.' })
  async find(@Body() { number, name, purpose }: LookUpWish, @Caller() caller: Principal): Promise<LookUpAnswer> {
    const settings = await this.settings.read();
    assertIntegrated(settings);
    const looker = { who: caller.id, ...(purpose !== undefined && { purpose }) };
    if (number === undefined) return this.lookUp.byName(name ?? '', settings, looker);
    if (name !== undefined) throw new Problem(400, 'Give either number or name');
    const typed = readUnitNumber(number);
    if ('fault' in typed) throw numberProblem(typed.fault);
    const answer = await this.lookUp.byNumber(typed.unit, settings, looker);
    if (answer.found.length === 0) throw notInRegister();
    return answer;
  }
}
