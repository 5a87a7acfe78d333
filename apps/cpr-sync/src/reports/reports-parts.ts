import { inTransaction } from '@contact-sync/database';
import type { Provider, Type } from '@nestjs/common';
import type { Pool } from 'pg';
import type { ReadSettings } from '../asking/read-settings';
import { CitizenReports, CitizenReportsController } from './citizen-reports.controller';
import { makeCitizenReport } from './make-citizen-report';
import { reportedSubscription } from './reported-subscription';

/** What reports for citizens stand on. */
export interface ReportsOptions {
  readonly pool: Pool;
  readonly readSettings: ReadSettings;
  readonly now: () => Date;
}

export function reportsParts({ pool, readSettings, now }: ReportsOptions): {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
} {
  const reports: CitizenReports = {
    make: async (address, reader, withStaff) => {
      const settings = await readSettings();
      return inTransaction(pool, (tx) =>
        makeCitizenReport(tx, address, {
          reader,
          withStaff,
          now: now(),
          subscriptionOf: (inTx, contactIds, named) => reportedSubscription(inTx, contactIds, named, settings),
        }),
      );
    },
  };
  return { controllers: [CitizenReportsController], providers: [{ provide: CitizenReports, useValue: reports }] };
}
