import {
  readLegacyCvrParameters,
  readLegacyCvrUpdate,
  type cvrSettings,
  type LegacyParameter,
} from '@contact-sync/registers-cvr';
import { Access, Caller, Settings, type Principal } from '@contact-sync/service';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { shownDraft, shownReport, type ShownDraft } from './shown-draft';

class LegacyParameterString {
  @ApiProperty({ example: 'Level:1, UserID:…, Certificatefilename=…; Jtype=J; Ptype=V; ForceUpdate=J' })
  @IsString()
  @MaxLength(2000)
  readonly parameters!: string;
}

class LegacyConfiguration {
  @ApiProperty({
    description: 'The PowerShell command that configured CVR Update, or the appsettings.json of one of its services',
  })
  @IsString()
  @MaxLength(50_000)
  readonly text!: string;
}

class LegacyParameterAnswer implements LegacyParameter {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: ['taken', 'elsewhere', 'without meaning', 'not understood'] })
  readonly outcome!: LegacyParameter['outcome'];
  @ApiProperty() readonly text!: string;
}

class LegacyReport {
  @ApiProperty({ type: [LegacyParameterAnswer] }) readonly report!: readonly LegacyParameter[];
}

class ProfileDraftAnswer implements ShownDraft {
  @ApiProperty({ enum: ['kmd-logic', 'odata'] }) readonly kind!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Fields as they were, without secrets',
  })
  readonly fields!: Readonly<Record<string, string>>;
  @ApiProperty({ type: [String], description: 'Secrets that were there, to be entered in the profile' })
  readonly secrets!: readonly string[];
}

class LegacyUpdateReport extends LegacyReport {
  @ApiProperty({ type: [ProfileDraftAnswer], description: 'Authentication profiles to be created with auth-profile' })
  readonly profiles!: readonly ProfileDraftAnswer[];
}

/** Configurations of the original product, pasted (CPR-10). */
@ApiTags('settings')
@ApiBearerAuth()
@Access('DATAADM')
@Controller('cvr-subscription/settings')
export class LegacyController {
  constructor(@Inject(Settings) private readonly settings: Settings<typeof cvrSettings>) {}

  @Post('legacy-parameters')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Takes the settings of an old CVR-J parameter string, and tells what became of each parameter',
  })
  @ApiOkResponse({ type: LegacyReport })
  @ApiConflictResponse({ description: 'The settings do not fit together.' })
  async takeParameters(
    @Body() { parameters }: LegacyParameterString,
    @Caller() caller: Principal,
  ): Promise<LegacyReport> {
    const { settings, report } = readLegacyCvrParameters(parameters);
    await this.settings.change({ ...settings }, caller.id);
    return { report };
  }

  @Post('legacy-cvr-update')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Takes the settings of an old configuration of CVR Update, and tells which authentication profiles it amounts to. Secrets are neither kept nor returned',
  })
  @ApiOkResponse({ type: LegacyUpdateReport })
  @ApiConflictResponse({ description: 'The settings do not fit together.' })
  async takeConfiguration(
    @Body() { text }: LegacyConfiguration,
    @Caller() caller: Principal,
  ): Promise<LegacyUpdateReport> {
    const { settings, profiles, report } = readLegacyCvrUpdate(text);
    await this.settings.change({ ...settings }, caller.id);
    return { report: shownReport(report), profiles: profiles.map(shownDraft) };
  }
}
