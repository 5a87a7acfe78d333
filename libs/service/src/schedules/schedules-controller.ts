import { Body, Controller, Get, HttpCode, Param, Patch, Post, type Type } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { Access, Caller } from '../access/access-guard';
import type { Principal } from '../access/principal';
import type { RunRecord } from '../runs/run-record';
import type { SettingText } from '../settings/setting';
import { WEEKDAYS, type Weekday } from './local-time';
import type { ScheduleRule } from './rule';
import type { SchedulePlan } from './schedule';
import type { ScheduleDesk, ShownSchedule } from './schedule-desk';
import type { PlanChange } from './schedule-store';

class RuleAnswer {
  @ApiProperty({ enum: WEEKDAYS, isArray: true }) readonly days!: readonly Weekday[];
  @ApiProperty({ description: 'IANA name; Europe/Copenhagen where nothing else is said' }) readonly timeZone!: string;
  @ApiPropertyOptional({ example: '05:30', description: 'Time of day; else everyMinutes' }) readonly at?: string;
  @ApiPropertyOptional({ minimum: 1, maximum: 1440, description: 'Minutes from one time to the next' })
  readonly everyMinutes?: number;
}

class ScheduleAnswer implements ShownSchedule {
  @ApiProperty() readonly name!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'In Danish (da) and English (en)',
  })
  readonly text!: SettingText;
  @ApiProperty({ type: RuleAnswer }) readonly rule!: ScheduleRule;
  @ApiProperty({ type: RuleAnswer }) readonly defaultRule!: ScheduleRule;
  @ApiProperty({ description: 'Whether what was missed while no replica was up runs at start' })
  readonly runMissed!: boolean;
  @ApiProperty() readonly paused!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it is paused' })
  readonly nextDue!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'The run under way, else the newest, as the runs of the service tell it',
  })
  readonly lastRun!: RunRecord | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly changedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who changed it last' }) readonly changedBy!: string | null;
}

class SchedulesAnswer {
  @ApiProperty({ type: [ScheduleAnswer] }) readonly schedules!: readonly ShownSchedule[];
}

class PlanAnswer implements SchedulePlan {
  @ApiProperty({ type: RuleAnswer }) readonly rule!: ScheduleRule;
  @ApiProperty() readonly runMissed!: boolean;
  @ApiProperty() readonly paused!: boolean;
}

class PlanChangeAnswer implements PlanChange {
  @ApiProperty({ description: 'Which schedule' }) readonly name!: string;
  @ApiProperty({ type: PlanAnswer }) readonly oldPlan!: SchedulePlan;
  @ApiProperty({ type: PlanAnswer }) readonly newPlan!: SchedulePlan;
  @ApiProperty({ format: 'date-time' }) readonly changedAt!: string;
  @ApiProperty({ description: 'Id of who changed it' }) readonly changedBy!: string;
}

class PlanChangesAnswer {
  @ApiProperty({ type: [PlanChangeAnswer] }) readonly changes!: readonly PlanChange[];
}

class BegunRun {
  @ApiProperty({ format: 'uuid', description: 'Its record is among the runs of the service' }) readonly runId!: string;
}

/** What of a schedule is to be otherwise; what is left out stays. */
class ScheduleWish {
  // Its form is looked at where rules are read.
  @ApiPropertyOptional({ type: RuleAnswer, nullable: true, description: 'Null: the default again' })
  @IsOptional()
  readonly rule?: unknown;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  readonly runMissed?: boolean;
}

const CHANGES_SHOWN = 100;

/** A controller for a service's schedules: `GET /<service>/schedules`, `PATCH` one, and `POST …/run`, `pause`, `resume`. */
export function schedulesController(service: string, desk: ScheduleDesk): Type<unknown> {
  @ApiTags('schedules')
  @Access('DATAADM')
  @Controller(`${service}/schedules`)
  class SchedulesController {
    @Get()
    @Access()
    @ApiOperation({ summary: 'Every schedule: its rule, when it is due next, and how its last run went' })
    @ApiOkResponse({ type: SchedulesAnswer })
    async list(): Promise<SchedulesAnswer> {
      return { schedules: await desk.list() };
    }

    @Get('changes')
    @ApiOperation({ summary: 'Who changed, paused or resumed what, the newest first' })
    @ApiOkResponse({ type: PlanChangesAnswer })
    async changes(): Promise<PlanChangesAnswer> {
      return { changes: await desk.changes(CHANGES_SHOWN) };
    }

    @Patch(':name')
    @ApiOperation({ summary: 'Changes when a schedule is due, or what becomes of missed runs; counts from now on' })
    @ApiOkResponse({ type: ScheduleAnswer })
    change(
      @Param('name') name: string,
      @Body() wish: ScheduleWish,
      @Caller() { id }: Principal,
    ): Promise<ShownSchedule> {
      return desk.change(name, wish, id);
    }

    @ApiConflictResponse({ description: 'A run of this schedule is under way.' })
    @Post(':name/run')
    @HttpCode(202)
    @ApiOperation({ summary: 'Begins a run now, also while the schedule is paused; 409 while one is under way' })
    @ApiAcceptedResponse({ type: BegunRun })
    async run(@Param('name') name: string, @Caller() { id }: Principal): Promise<BegunRun> {
      return { runId: await desk.runNow(name, id) };
    }

    @Post(':name/pause')
    @HttpCode(200)
    @ApiOperation({ summary: 'What is due does not run until the schedule is resumed' })
    @ApiOkResponse({ type: ScheduleAnswer })
    pause(@Param('name') name: string, @Caller() { id }: Principal): Promise<ShownSchedule> {
      return desk.pause(name, id);
    }

    @Post(':name/resume')
    @HttpCode(200)
    @ApiOperation({ summary: 'Ends a pause; what was due in it is not made up for unless runMissed is set' })
    @ApiOkResponse({ type: ScheduleAnswer })
    resume(@Param('name') name: string, @Caller() { id }: Principal): Promise<ShownSchedule> {
      return desk.resume(name, id);
    }
  }
  return SchedulesController;
}
