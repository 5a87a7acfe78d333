import { Access, Caller, Reason, type Principal } from '@contact-sync/service';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { READ_SETTINGS, type ReadSettings } from '../asking/read-settings';
import { LookUp } from './look-up';
import { LookUpAnswer } from './lookup-answer';
import { asProblems, assertOpen, notInRegister, readTypedNumbers, unusable } from './person-problems';

/** Whom to look up, and why. */
export class LookUpWish {
  @ApiProperty({ description: 'Ten digits; a hyphen before the last four does no harm', example: '610180-1234' })
  @IsString()
  @MaxLength(30)
  readonly personNumber!: string;

  @ApiProperty({ description: 'Why the person is looked up; recorded', example: 'case 2026-17' })
  @Reason()
  readonly purpose!: string;

  @ApiPropertyOptional({
    description:
      'Show relatives too, at most 20, each of whom is recorded as looked up; the setting `showRelated` where absent',
  })
  @IsOptional()
  @IsBoolean()
  readonly related?: boolean;
}

/** Look-ups of persons (CPR-6, CPR-9). */
@ApiTags('look-up and import')
@ApiBearerAuth()
@Access('LOOKUP')
@Controller('cpr-sync')
export class LookUpsController {
  constructor(
    private readonly lookUp: LookUp,
    @Inject(READ_SETTINGS) private readonly readSettings: ReadSettings,
  ) {}

  @Post('lookups')
  @HttpCode(200)
  @ApiOperation({ summary: 'What CPR has of a person now. Nothing is stored, and nobody is subscribed' })
  @ApiOkResponse({ type: LookUpAnswer })
  @ApiBadRequestResponse({ description: 'There is no purpose (`invalid-request`).' })
  @ApiNotFoundResponse({ description: 'CPR does not know the number (`not-in-register`).' })
  @ApiConflictResponse({
    description:
      'CPR integration is off (`cpr-integration-off`), no profile is chosen (`no-profile`), or this installation does not call its host (`host-not-allowed`).',
  })
  @ApiUnprocessableEntityResponse({
    description:
      'It is no person number (`not-a-person-number`), a substitute number (`substitute-number`), or what CPR says cannot be used (`unusable`).',
  })
  @ApiServiceUnavailableResponse({ description: 'CPR does not answer, or does not let us in; with Retry-After.' })
  async find(
    @Body() { personNumber, purpose, related }: LookUpWish,
    @Caller() caller: Principal,
  ): Promise<LookUpAnswer> {
    const settings = await this.readSettings();
    assertOpen(settings);
    const [number = ''] = readTypedNumbers([personNumber], settings, () => 'personNumber');
    const looker = {
      who: caller.id,
      purpose,
      seesProtected: caller.accessCodes.has('PROTECTED'),
      related: related ?? settings.showRelated,
    };
    const result = await asProblems(settings.lookUpRoad, () => this.lookUp.find(number, settings, looker));
    switch (result.outcome) {
      case 'found':
        return result.answer;
      case 'not-found':
        throw notInRegister();
      case 'unusable':
        throw unusable(result.reason);
    }
  }
}
