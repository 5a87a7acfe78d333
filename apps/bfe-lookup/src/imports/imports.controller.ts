import { readKeys } from '@contact-sync/contact-register';
import { Access, Problem } from '@contact-sync/service';
import { busy, type SubjectResult } from '@contact-sync/subject-updates';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, MaxLength } from 'class-validator';
import { Pool } from 'pg';
import { READ_SETTINGS, type ReadSettings } from '../injected';
import { assertProfile, notInRegister, unusable } from '../lookups/register-problem';
import { readTypedNumbers } from '../lookups/typed-numbers';
import { numberOf } from '../properties/property-number';
import type { BfeSettings } from '../settings/bfe-settings';
import { ImportAnswer, type ImportedPropertyAnswer } from './import-answer';
import { ImportProperties } from './import-properties';

const MOST = 100;

/** Which properties are to become contacts, or are to be brought up to date. */
export class ImportWish {
  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: MOST,
    description: 'BFE numbers; zeros before a number do no harm',
    example: ['2154708'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST)
  @IsString({ each: true })
  @MaxLength(30, { each: true })
  readonly bfeNumbers!: readonly string[];
}

const OFF =
  'No profile is chosen (`no-profile`), or the contact type of properties is not there (`contact-types-missing`).';
const AWAY = 'Datafordeler does not answer, or does not let us in; with Retry-After.';

/** Imports and refreshes that somebody asks for (BFE-2, REG-6). They wait for the registers' answer. */
@ApiTags('look-up and import')
@ApiBearerAuth()
@Access('CONTACTEDIT', 'LOOKUP')
@Controller('bfe-lookup')
export class ImportsController {
  constructor(
    private readonly properties: ImportProperties,
    @Inject(READ_SETTINGS) private readonly readSettings: ReadSettings,
    @Inject(Pool) private readonly pool: Pool,
  ) {}

  @Post('imports')
  @HttpCode(200)
  @ApiOperation({ summary: 'Imports properties by their BFE numbers, or brings their contacts up to date' })
  @ApiOkResponse({ type: ImportAnswer, description: 'One property that cannot be imported does not stop the others.' })
  @ApiNotFoundResponse({ description: 'The registers have a property of none of these numbers (`not-in-register`).' })
  @ApiConflictResponse({ description: OFF })
  @ApiUnprocessableEntityResponse({ description: 'A number is none (`not-a-bfe-number`); the fields are named.' })
  @ApiServiceUnavailableResponse({ description: AWAY })
  async import(@Body() { bfeNumbers }: ImportWish): Promise<ImportAnswer> {
    const settings = await this.readSettings();
    assertProfile(settings);
    const imported = await this.importAll(readTypedNumbers(bfeNumbers), settings);
    if (imported.every(({ outcome }) => outcome === 'not-in-register')) throw notInRegister();
    return { imported };
  }

  @Post('contacts/:id/refresh')
  @HttpCode(200)
  @ApiOperation({ summary: 'Brings the contact of one property up to date now' })
  @ApiOkResponse({ type: ImportAnswer })
  @ApiNotFoundResponse({
    description:
      'There is no such contact (`unknown-contact`), or the registers have no property of its number (`not-in-register`).',
  })
  @ApiConflictResponse({ description: `${OFF} Or the contact is no property (\`other-type\`).` })
  @ApiUnprocessableEntityResponse({ description: 'What the registers say of it cannot be used (`unusable`).' })
  @ApiServiceUnavailableResponse({ description: `${AWAY} Or it is being read for somebody else (\`subject-busy\`).` })
  async refresh(@Param('id') id: string): Promise<ImportAnswer> {
    const settings = await this.readSettings();
    assertProfile(settings);
    const contact = /^\d{1,18}$/.test(id) ? (await readKeys(this.pool, [id])).get(id) : undefined;
    if (contact === undefined) throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
    const number = numberOf(contact.key, settings.contactType);
    if (number === undefined) throw new Problem(409, 'The contact is no property', { code: 'other-type' });
    const [imported] = await this.importAll([number], settings);
    if (imported === undefined || imported.outcome === 'subject-busy') throw busy();
    if (imported.outcome === 'not-in-register') throw notInRegister();
    if (imported.outcome === 'unusable') throw unusable(imported.reason ?? '');
    return { imported: [imported] };
  }

  private async importAll(numbers: readonly string[], settings: BfeSettings): Promise<ImportedPropertyAnswer[]> {
    return (await this.properties.import(numbers, settings)).map(answerOf);
  }
}

function answerOf(result: SubjectResult): ImportedPropertyAnswer {
  const bfeNumber = result.key.nameCode;
  switch (result.kind) {
    case 'applied': {
      const { outcome, contactId, reason } = result.applied;
      return {
        bfeNumber,
        ...(contactId !== undefined && { contactId }),
        outcome,
        ...(reason !== undefined && { reason }),
        remarks: result.remarks,
      };
    }
    case 'not-in-register':
      return { bfeNumber, outcome: 'not-in-register', remarks: [] };
    case 'unusable':
      return { bfeNumber, outcome: 'unusable', reason: result.reason, remarks: [] };
    case 'busy':
      return { bfeNumber, outcome: 'subject-busy', remarks: [] };
  }
}
