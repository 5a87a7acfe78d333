import type { Credentials } from '@contact-sync/credentials';
import type { Caller } from '@contact-sync/outbound';
import type { Logger, ScheduleDefinition } from '@contact-sync/service';
import type { Provider, Type } from '@nestjs/common';
import type { Pool } from 'pg';
import type { PersonUpdates } from '../asking/person-updates';
import type { ReadSettings } from '../asking/read-settings';
import type { ConnectionTests } from '../connection/connection-tests';
import type { CprSettings } from '../settings';
import { DatafordelerPersons } from './datafordeler-persons';
import { synchronisation } from './synchronisation';
import { SynchronisedPersons } from './synchronise-persons';
import { SynchronisePersonsHandler } from './synchronise-persons.handler';
import { datafordelerTester } from './test-datafordeler';

/** What the synchronisation with Datafordeler stands on. */
export interface DatafordelerOptions {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly credentials: Pick<Credentials, 'source'>;
  readonly caller: Caller;
  readonly connectionTests: ConnectionTests;
  readonly readSettings: ReadSettings;
  /** Persons by the road Datafordeler. */
  readonly persons: Pick<PersonUpdates, 'update'>;
}

/** CPR at Datafordeler as the settings have it. */
export type OpenDatafordeler = (settings: CprSettings) => DatafordelerPersons;

/** The scheduled synchronisation of persons with CPR at Datafordeler (CPR-9). */
export interface DatafordelerParts {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
  readonly schedules: readonly ScheduleDefinition[];
}

export function datafordelerParts(options: DatafordelerOptions): DatafordelerParts {
  const { credentials, connectionTests } = options;
  const open: OpenDatafordeler = (settings) =>
    new DatafordelerPersons(settings, { ...options, credentials: credentials.source(settings.authProfile) });
  connectionTests.plugIn('datafordeler', datafordelerTester(open));
  return {
    controllers: [SynchronisePersonsHandler],
    providers: [{ provide: SynchronisedPersons, useValue: new SynchronisedPersons(options) }],
    schedules: [synchronisation(options)],
  };
}
