import type { ContactAddress, Reader } from '@contact-sync/contact-register';
import { Access, Caller, Problem, Reason, type Principal } from '@contact-sync/service';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, Matches, ValidateIf } from 'class-validator';
import type { CitizenReport } from './citizen-report';
import { CitizenReportAnswer } from './citizen-report-answer';

/** Of whom a report is wanted: by the id of the contact, or by person number. */
export class CitizenReportWish {
  @ApiPropertyOptional({ description: 'The id of the contact', example: '4711' })
  @ValidateIf(({ contactId, personNumber }: CitizenReportWish) => contactId !== undefined || personNumber === undefined)
  @Matches(/^[1-9]\d{0,17}$/, { message: 'give either contactId or personNumber' })
  readonly contactId?: string;

  @ApiPropertyOptional({ description: 'The person number, or one the person had before', example: '6101801234' })
  @ValidateIf(({ personNumber }: CitizenReportWish) => personNumber !== undefined)
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.replace(/[\s-]/g, '') : value))
  @Matches(/^\d{10}$/, { message: 'personNumber must be ten digits' })
  readonly personNumber?: string;

  @ApiProperty({
    description: 'Why the report is made. It is recorded as a look itself',
    example: 'request for access 2026-31',
  })
  @Reason('say why you look')
  readonly purpose!: string;

  @ApiPropertyOptional({
    default: false,
    description: 'Name the staff who looked and typed; a citizen is told what and why',
  })
  @IsBoolean()
  readonly withStaff: boolean = false;
}

/** Makes the report of a contact, in one transaction; undefined where there is none. */
export abstract class CitizenReports {
  abstract make(address: ContactAddress, reader: Reader, withStaff: boolean): Promise<CitizenReport | undefined>;
}

/** What a citizen may know (REG-7). */
@ApiTags('citizen')
@ApiBearerAuth()
@Access('LOOKUP', 'AUDIT')
@Controller('cpr-sync/citizen-reports')
export class CitizenReportsController {
  constructor(private readonly reports: CitizenReports) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Everything there is to tell a person: what is stored, from where, who looked and why, why the person is subscribed, until when',
  })
  @ApiOkResponse({ type: CitizenReportAnswer })
  @ApiNotFoundResponse({
    description: 'There is no such contact (`unknown-contact`): nothing is stored of this person.',
  })
  async make(
    @Body() { contactId, personNumber = '', purpose, withStaff }: CitizenReportWish,
    @Caller() { id, accessCodes }: Principal,
  ): Promise<CitizenReportAnswer> {
    const address = contactId === undefined ? { key: { nameType: 'C', nameCode: personNumber } } : { id: contactId };
    const reader = { who: id, purpose, seesProtected: accessCodes.has('PROTECTED') };
    const report = await this.reports.make(address, reader, withStaff);
    if (report === undefined) throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
    return report;
  }
}
