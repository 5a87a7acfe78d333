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
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { READ_SETTINGS, type ReadSettings } from '../asking/read-settings';
import { asProblems, assertOpen, notInRegister, readTypedNumbers } from '../lookups/person-problems';
import { ImportAnswer, importAnswerOf } from './import-answer';
import { ImportPersons } from './import-persons';

const MOST = 100;

/** Which persons are to become contacts, or are to be brought up to date. */
export class PersonImportWish {
  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: MOST,
    description: 'Ten digits each; a hyphen before the last four does no harm',
    example: ['610180-1234'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST)
  @IsString({ each: true })
  @MaxLength(30, { each: true })
  readonly personNumbers!: readonly string[];

  @ApiProperty({ description: 'Why the persons are imported; recorded', example: 'case 2026-17' })
  @Reason()
  readonly purpose!: string;

  @ApiPropertyOptional({ description: 'CPR is to subscribe to the persons; the setting `subscription` where absent' })
  @IsOptional()
  @IsBoolean()
  readonly subscribe?: boolean;
}

/** Imports that somebody asks for (CPR-8, REG-6). They wait for CPR's answer. */
@ApiTags('look-up and import')
@ApiBearerAuth()
@Access('CONTACTEDIT', 'LOOKUP')
@Controller('cpr-sync')
export class ImportsController {
  constructor(
    private readonly persons: ImportPersons,
    @Inject(READ_SETTINGS) private readonly readSettings: ReadSettings,
  ) {}

  @Post('imports')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Imports persons by their numbers, or brings their contacts up to date, and has CPR subscribe to them',
  })
  @ApiOkResponse({ type: ImportAnswer, description: 'One person who cannot be imported does not stop the others.' })
  @ApiBadRequestResponse({ description: 'There is no purpose (`invalid-request`).' })
  @ApiNotFoundResponse({ description: 'CPR knows none of these numbers (`not-in-register`).' })
  @ApiConflictResponse({
    description:
      'CPR integration is off (`cpr-integration-off`), no profile is chosen (`no-profile`), this installation does not call its host (`host-not-allowed`), or a contact type of persons is not there (`contact-types-missing`).',
  })
  @ApiUnprocessableEntityResponse({
    description:
      'One is no person number (`not-a-person-number`), or a substitute number (`substitute-number`); the fields are named.',
  })
  @ApiServiceUnavailableResponse({
    description:
      'CPR does not answer, or does not let us in; with Retry-After. What was imported before that stays imported.',
  })
  async import(
    @Body() { personNumbers, purpose, subscribe }: PersonImportWish,
    @Caller() { id: who }: Principal,
  ): Promise<ImportAnswer> {
    const settings = await this.readSettings();
    assertOpen(settings);
    const numbers = readTypedNumbers(personNumbers, settings, (at) => `personNumbers[${at}]`);
    const importer = { who, purpose, subscribe: subscribe ?? settings.subscription };
    const imported = (
      await asProblems(settings.lookUpRoad, () => this.persons.import(numbers, settings, importer))
    ).map(importAnswerOf);
    if (imported.every(({ outcome }) => outcome === 'not-in-register')) throw notInRegister();
    return { imported };
  }
}
