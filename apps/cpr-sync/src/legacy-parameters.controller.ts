import { Access, Caller, Settings, type Principal } from '@contact-sync/service';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { readLegacyCprParameters, type LegacyParameter } from './legacy-parameters';
import type { cprSettings } from './settings';

class LegacyParameterString {
  @ApiProperty({ example: 'IP=…;DefFiles=…;ForceUpdate=J;Subscription=0;guardianNameType=X' })
  @IsString()
  @MaxLength(2000)
  readonly parameters!: string;
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

/** The parameter string of the old CPR source driver, pasted (CPR-10). */
@ApiTags('settings')
@Access('DATAADM')
@Controller('cpr-sync/settings')
export class LegacyParametersController {
  constructor(@Inject(Settings) private readonly settings: Settings<typeof cprSettings>) {}

  @Post('legacy-parameters')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes the settings of an old parameter string, and tells what became of each parameter' })
  @ApiOkResponse({ type: LegacyReport })
  async take(@Body() { parameters }: LegacyParameterString, @Caller() caller: Principal): Promise<LegacyReport> {
    const { settings, report } = readLegacyCprParameters(parameters);
    await this.settings.change({ ...settings }, caller.id);
    return { report };
  }
}
