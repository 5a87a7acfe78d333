import { Access, Problem, Settings } from '@contact-sync/service';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { sorSettings } from '../settings';
import { ConnectionTestAnswer, ConnectionTestWish } from './connection-test-answer';
import { ConnectionTests } from './connection-tests';

/** *Test connection* of the settings page (SOR-1). It reads a beginning and changes nothing, so it works while the integration is off. */
@ApiTags('imports')
@Access('DATAADM')
@Controller('sor-import')
export class ConnectionTestsController {
  constructor(
    private readonly tests: ConnectionTests,
    @Inject(Settings) private readonly settings: Settings<typeof sorSettings>,
  ) {}

  @ApiConflictResponse({ description: 'No address is set (`no-address`).' })
  @Post('connection-tests')
  @HttpCode(200)
  @ApiOperation({ summary: 'Looks at what stands at an address of the settings, or at the one given; changes nothing' })
  @ApiOkResponse({ type: ConnectionTestAnswer })
  test(@Body() { which = 'daily', url }: ConnectionTestWish): Promise<ConnectionTestAnswer> {
    const { fullUrl, dailyUrl, historyUrl } = this.settings.current();
    const address = url ?? { full: fullUrl, daily: dailyUrl, history: historyUrl }[which];
    if (address === '') throw new Problem(409, 'No address is set', { code: 'no-address' });
    return this.tests.run(address);
  }
}
