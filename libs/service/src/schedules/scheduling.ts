import type { Provider, Type } from '@nestjs/common';
import { ScheduleDesk } from './schedule-desk';
import { Schedules, type SchedulesOptions } from './schedules';
import { schedulesController } from './schedules-controller';

/**
 * What a service's module takes in to have schedules: they are looked at from its start to its stop, and people tend them
 * below `/<service>/schedules`.
 */
export function scheduling(
  service: string,
  options: SchedulesOptions,
): { readonly controller: Type<unknown>; readonly providers: readonly Provider[] } {
  const schedules = new Schedules(options);
  const desk = new ScheduleDesk({ ...options, schedules });
  return {
    controller: schedulesController(service, desk),
    providers: [
      { provide: Schedules, useValue: schedules },
      { provide: ScheduleDesk, useValue: desk },
    ],
  };
}
