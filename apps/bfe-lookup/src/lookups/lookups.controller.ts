import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { Access, Caller, Problem, Reason, Trimmed, type Principal } from '@contact-sync/service';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
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
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { READ_SETTINGS, type ReadSettings } from '../injected';
import { LookUp, type Wanted } from './look-up';
import { LookUpAnswer } from './lookup-answer';
import { assertProfile, notInRegister } from './register-problem';
import { readTypedNumbers } from './typed-numbers';

const MOST = 100;

/** By numbers, by address, or by ids of DAR. */
export class LookUpWish {
  @ApiPropertyOptional({
    type: [String],
    minItems: 1,
    maxItems: MOST,
    description: 'BFE numbers; zeros before a number do no harm',
    example: ['2154708'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST)
  @IsString({ each: true })
  @MaxLength(30, { each: true })
  readonly bfeNumbers?: readonly string[];

  @ApiPropertyOptional({ description: 'How the address begins, as the register writes it', example: 'Skovvej 12' })
  @IsOptional()
  @Trimmed()
  @IsString()
  @MinLength(3)
  @MaxLength(200)
  readonly address?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Id of an address in DAR' })
  @IsOptional()
  @IsUUID('loose')
  readonly addressId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Id of a house number in DAR' })
  @IsOptional()
  @IsUUID('loose')
  readonly houseNumberId?: string;

  @ApiPropertyOptional({
    default: false,
    description: 'Show the owners too. They may be persons: `purpose` is needed, and the look is recorded',
  })
  @IsBoolean()
  readonly owners: boolean = false;

  @ApiPropertyOptional({
    description: 'Why the caller looks. Needed for owners; recorded where it is given',
    example: 'case 2026-17',
  })
  @IsOptional()
  @Reason()
  readonly purpose?: string;
}

/** Look-ups of real property (BFE-1). */
@ApiTags('look-up and import')
@ApiBearerAuth()
@Access('LOOKUP')
@Controller('bfe-lookup')
export class LookUpsController {
  constructor(
    private readonly lookUp: LookUp,
    @Inject(READ_SETTINGS) private readonly readSettings: ReadSettings,
  ) {}

  @Post('lookups')
  @HttpCode(200)
  @ApiOperation({ summary: 'What the registers have of properties now, by number or address. Nothing is stored' })
  @ApiOkResponse({ type: LookUpAnswer })
  @ApiNotFoundResponse({ description: 'The registers have a property of none of the numbers (`not-in-register`).' })
  @ApiConflictResponse({ description: 'No profile is chosen (`no-profile`).' })
  @ApiUnprocessableEntityResponse({
    description:
      'A number is none (`not-a-bfe-number`; the fields are named), the address holds what may be a person number (`may-be-a-person`), or this road cannot search by address (`no-address-search`).',
  })
  @ApiServiceUnavailableResponse({
    description: 'Datafordeler does not answer, or does not let us in; with Retry-After.',
  })
  async find(@Body() wish: LookUpWish, @Caller() caller: Principal): Promise<LookUpAnswer> {
    const settings = await this.readSettings();
    assertProfile(settings);
    const wanted = wantedOf(wish);
    const { owners, purpose } = wish;
    if (owners && purpose === undefined) throw purposeMissing();
    const answer = await this.lookUp.find(wanted, settings, {
      who: caller.id,
      seesProtected: caller.accessCodes.has('PROTECTED'),
      owners,
      ...(purpose !== undefined && { purpose }),
    });
    if ('bfeNumbers' in wanted && answer.found.length === 0) throw notInRegister();
    return answer;
  }
}

const purposeMissing = (): Problem =>
  new Problem(400, 'A purpose is required to look up owners', {
    code: 'invalid-request',
    errors: [{ field: 'purpose', message: 'is needed: owners may be persons' }],
  });

const maybePerson = (): Problem =>
  new Problem(422, 'The address holds what may be a person number', {
    code: 'may-be-a-person',
    errors: [{ field: 'address', message: 'holds what may be a person number, which goes to no other register' }],
  });

function wantedOf({ bfeNumbers, address, addressId, houseNumberId }: LookUpWish): Wanted {
  const hasIds = addressId !== undefined || houseNumberId !== undefined;
  if ([bfeNumbers !== undefined, address !== undefined, hasIds].filter(Boolean).length !== 1) {
    throw new Problem(400, 'Give either bfeNumbers, or address, or addressId and houseNumberId', {
      code: 'invalid-request',
    });
  }
  if (bfeNumbers !== undefined) return { bfeNumbers: readTypedNumbers(bfeNumbers) };
  if (address !== undefined) {
    // What may belong to a person goes to no other register.
    if (maskPersonNumbers(address) !== address) throw maybePerson();
    return { address };
  }
  return {
    at: {
      ...(addressId !== undefined && { addressIds: [addressId] }),
      ...(houseNumberId !== undefined && { houseNumberIds: [houseNumberId] }),
    },
  };
}
