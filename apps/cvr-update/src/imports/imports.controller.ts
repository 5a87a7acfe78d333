import { readKeys } from '@contact-sync/contact-register';
import { unitOf, type CvrSettings, type CvrUnit } from '@contact-sync/registers-cvr';
import { Access, Problem } from '@contact-sync/service';
import { busy } from '@contact-sync/subject-updates';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
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
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { Pool } from 'pg';
import { assertIntegrated, notInRegister, numberProblem } from '../lookups/register-problem';
import { readUnitNumber } from '../lookups/unit-number';
import { SettingsReader } from '../register/settings-reader';
import { ImportAnswer, type ImportedUnitAnswer } from './import-answer';
import { ImportUnits } from './import-units';

/** Which unit is to become a contact, or is to be brought up to date. */
export class ImportWish {
  @ApiProperty({
    description: 'CVR number (8 digits) or P-number (10 digits); blanks, and DK before a CVR number, do no harm',
    example: '1003387453',
  })
  @IsString()
  @MaxLength(30)
  readonly number!: string;

  @ApiPropertyOptional({
    default: false,
    description:
      'Of a production unit, import its company too; else that is a contact with its number only, if it is none yet',
  })
  @IsBoolean()
  readonly withCompany: boolean = false;
}

const OFF =
  'CVR integration is turned off (`cvr-integration-off`), no profile is chosen (`no-profile`), or the contact types are not there (`contact-types-missing`).';
const AWAY =
  'CVR does not answer, or does not let us in, or the unit is being read for somebody else; with Retry-After.';

/** Imports and refreshes that somebody asks for (CVR-1, REG-6). They wait for CVR's answer. */
@ApiTags('look-up and import')
@ApiBearerAuth()
@Access('CONTACTEDIT', 'LOOKUP')
@Controller('cvr-update')
export class ImportsController {
  constructor(
    private readonly units: ImportUnits,
    private readonly settings: SettingsReader,
    @Inject(Pool) private readonly pool: Pool,
  ) {}

  @Post('imports')
  @HttpCode(200)
  @ApiOperation({ summary: 'Imports a company or production unit from CVR, or brings its contact up to date' })
  @ApiOkResponse({ type: ImportAnswer })
  @ApiNotFoundResponse({ description: 'CVR has no unit of this number (`not-in-register`).' })
  @ApiConflictResponse({ description: OFF })
  @ApiUnprocessableEntityResponse({
    description:
      'The number is none (`not-a-number`, `check-digit`, `not-a-p-number`), or what CVR says cannot be used (`unusable`).',
  })
  @ApiServiceUnavailableResponse({ description: AWAY })
  async import(@Body() { number, withCompany }: ImportWish): Promise<ImportAnswer> {
    const settings = await this.settings.read();
    assertIntegrated(settings);
    const typed = readUnitNumber(number);
    if ('fault' in typed) throw numberProblem(typed.fault);
    return this.carryOut(typed.unit, settings, withCompany);
  }

  @Post('contacts/:id/refresh')
  @HttpCode(200)
  @ApiOperation({ summary: 'Brings one contact up to date from CVR now' })
  @ApiOkResponse({ type: ImportAnswer })
  @ApiNotFoundResponse({
    description: 'There is no such contact (`unknown-contact`), or CVR has no unit of its number (`not-in-register`).',
  })
  @ApiConflictResponse({
    description: `${OFF} Or the contact is neither company nor production unit (\`other-type\`).`,
  })
  @ApiUnprocessableEntityResponse({ description: 'What CVR says cannot be used (`unusable`).' })
  @ApiServiceUnavailableResponse({ description: AWAY })
  async refresh(@Param('id') id: string): Promise<ImportAnswer> {
    const settings = await this.settings.read();
    assertIntegrated(settings);
    const contact = /^\d{1,18}$/.test(id) ? (await readKeys(this.pool, [id])).get(id) : undefined;
    if (contact === undefined) throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
    const unit = unitOf(contact.key, settings);
    if (unit === undefined)
      throw new Problem(409, 'The contact is neither company nor production unit', { code: 'other-type' });
    return this.carryOut(unit, settings, false);
  }

  private async carryOut(unit: CvrUnit, settings: CvrSettings, withCompany: boolean): Promise<ImportAnswer> {
    const own = await this.importOne(unit, settings);
    if (unit.kind === 'company') return { imported: [own] };
    const company = await this.units.companyOf(own.contactId);
    if (company === undefined) return { imported: [own] };
    if (!withCompany) return { imported: [own], company };
    const its = await this.importOne({ kind: 'company', number: company.number }, settings);
    return { imported: [own, its], company: { ...company, placeholder: false } };
  }

  private async importOne(unit: CvrUnit, settings: CvrSettings): Promise<ImportedUnitAnswer> {
    const result = await this.units.import(unit, settings);
    switch (result.kind) {
      case 'applied': {
        const { outcome, contactId, reason } = result.applied;
        const { kind, number } = unit;
        const { remarks } = result;
        return { kind, number, contactId: contactId ?? '', outcome, ...(reason !== undefined && { reason }), remarks };
      }
      case 'not-in-register':
        throw notInRegister();
      case 'unusable':
        throw new Problem(422, `What CVR says of it cannot be used: ${result.reason}`, { code: 'unusable' });
      case 'busy':
        throw busy();
    }
  }
}
