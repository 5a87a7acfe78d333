import { Body, Controller, Get, HttpException, Module, NotFoundException, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsString, Length, Max, ValidateNested } from 'class-validator';
import {
  Access,
  type AccessConfig,
  Caller,
  createLogger,
  createService,
  currentCorrelation,
  type Environment,
  AccessConfig as AccessPart,
  HttpConfig,
  LogConfig,
  type Principal,
  Problem,
  Public,
  readConfig,
  type Service,
  type ServiceOptions,
} from '../src';

class Person {
  @IsString() @Length(10, 10) number!: string;
}

class Search {
  @IsInt() @Max(10) limit!: number;
  @ValidateNested({ each: true }) @Type(() => Person) people!: Person[];
}

@Access('LOOKUP')
@Controller('example')
class ExampleController {
  @Get('open') @Public() open(): { correlationId: string | undefined } {
    return { correlationId: currentCorrelation().correlationId };
  }
  @Get('mine') mine(@Caller() caller: Principal): { id: string } {
    return { id: caller.id };
  }
  @Get('profiles') @Access('CONFIGADM', 'CERTADM', 'SECRETADM') profiles(): string[] {
    return [];
  }
  @Post('search') search(@Body() search: Search): Search {
    return search;
  }
  @Get('breaks') breaks(): never {
    throw new Error('column "pnr" has value 6101801234 in postgres://u:pa55@db');
  }
  @Get('refuses') refuses(): never {
    throw new Problem(409, 'This contact is dead', { code: 'contact-is-dead' });
  }
  @Get('busy') busy(): never {
    throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
  }
  @Get('missing/:id') missing(@Param('id') id: string): never {
    throw new NotFoundException(`no contact 6101801234 (${id.length})`);
  }
  @Get('gateway') gateway(): never {
    throw new HttpException('secret inner text', 502);
  }
}

@Controller('example-forgotten')
class ForgottenController {
  @Get() nobody(): string {
    return 'reached';
  }
}

@Module({ controllers: [ExampleController, ForgottenController] })
class ExampleModule {}

export const TOKEN = 'a-token-that-is-long-enough-for-tests-0123456789';

export interface Example extends Service {
  readonly lines: string[];
}

/** A service with every kind of answer, that logs into a list. */
export async function exampleService(
  env: Environment = { ACCESS: 'local', CONTACT_SYNC_TOKEN: TOKEN },
  more: Partial<ServiceOptions> = {},
): Promise<Example> {
  const lines: string[] = [];
  const service = await createService({
    name: 'example',
    title: 'Example',
    version: '1.2.3',
    module: ExampleModule,
    config: {
      http: readConfig(HttpConfig, env),
      access: readConfig<AccessConfig>(AccessPart, env),
      log: new LogConfig(),
    },
    logger: createLogger({ service: 'example', level: 'debug', write: (line) => void lines.push(line) }),
    ...more,
  });
  return { ...service, lines };
}
