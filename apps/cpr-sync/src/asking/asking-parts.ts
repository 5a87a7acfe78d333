import type { SubjectLeases } from '@contact-sync/contact-register';
import type { HealthCheck, ServiceMetrics } from '@contact-sync/service';
import { findPausedLane, laneCheck, wordOf, type DoorOptions, type SubjectResult } from '@contact-sync/subject-updates';
import type { Provider, Type } from '@nestjs/common';
import type { Pool } from 'pg';
import { DatafordelerPersons } from '../datafordeler/datafordeler-persons';
import { ImportPersons } from '../imports/import-persons';
import { ImportsController } from '../imports/imports.controller';
import { LookUp } from '../lookups/look-up';
import { LookUpsController } from '../lookups/lookups.controller';
import { RefreshPersonHandler } from '../refreshing/refresh-person.handler';
import { RefreshPersons } from '../refreshing/refresh-persons';
import type { SourceRecords } from '../subscriptions/source-records';
import type { AskedDirekte } from './direkte-persons';
import { LANES } from './lanes';
import type { LookUpRoad } from './look-up-clock';
import { personDoors, type PersonDoor } from './person-door';
import { PersonUpdates } from './person-updates';
import { READ_SETTINGS, type ReadSettings } from './read-settings';

/** What asking CPR for persons stands on. */
export interface AskingOptions extends DoorOptions {
  readonly pool: Pool;
  readonly leases: SubjectLeases;
  readonly now: () => Date;
  readonly readSettings: ReadSettings;
  readonly direkte: AskedDirekte;
  readonly sources: SourceRecords;
  /** Told of results once they are stored. */
  readonly onResult?: (result: SubjectResult) => void;
}

/** Persons asked for by either road, with everything that asks for them. */
export interface AskingParts {
  readonly doors: Readonly<Record<LookUpRoad, PersonDoor>>;
  readonly persons: Readonly<Record<LookUpRoad, PersonUpdates>>;
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
}

export function askingParts(options: AskingOptions): AskingParts {
  const { readSettings, direkte, now, pool, sources } = options;
  const doors = personDoors(options, {
    direkte,
    blocked: (numbers) => sources.blocked(pool, numbers),
    openDatafordeler: (settings, parts) => new DatafordelerPersons(settings, { ...parts, now }),
  });
  const persons = {
    direkte: new PersonUpdates({ ...options, road: 'direkte', door: doors.direkte }),
    datafordeler: new PersonUpdates({ ...options, road: 'datafordeler', door: doors.datafordeler }),
  };
  return {
    doors,
    persons,
    controllers: [LookUpsController, ImportsController, RefreshPersonHandler],
    providers: [
      { provide: READ_SETTINGS, useValue: readSettings },
      { provide: LookUp, useValue: new LookUp({ ...options, doors }) },
      { provide: ImportPersons, useValue: new ImportPersons({ ...options, persons }) },
      { provide: RefreshPersons, useValue: new RefreshPersons({ ...options, persons }) },
    ],
  };
}

/** Datafordeler as readiness tells of it; of CPR Direkte its client does. */
export function askingChecks(pool: Pool): readonly HealthCheck[] {
  return [laneCheck('CPR at Datafordeler', () => findPausedLane(pool, LANES.datafordeler))];
}

/** Counts what became of persons who were asked for, for `/metrics`. */
export function askingMetrics(metrics: ServiceMetrics): (result: SubjectResult) => void {
  const results = metrics.counter({
    name: 'cpr_updates_total',
    help: 'Persons who were asked for to be stored, by what became of them',
    labels: ['outcome'],
  });
  return (result) => results.inc({ outcome: wordOf(result) });
}
