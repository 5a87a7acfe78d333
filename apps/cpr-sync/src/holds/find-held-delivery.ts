import type { HeldStatement } from '@contact-sync/contact-register';
import { dayOfClock } from '@contact-sync/contacts-model';
import type { Pool } from 'pg';

/** The delivery that a person was held from. */
export interface HeldDelivery {
  readonly id: string;
  readonly taskNumber: string;
  /** `YYYY-MM-DD`. */
  readonly productionDate: string;
}

/** Several deliveries may have had one name: it is the one of the hold's day, best one that was imported to its end. */
export async function findHeldDelivery(
  db: Pool,
  { origin, clock }: Pick<HeldStatement, 'origin' | 'clock'>,
): Promise<HeldDelivery | undefined> {
  const { rows } = await db.query<HeldDelivery>(
    `select id, task_number as "taskNumber", production_date as "productionDate" from cpr.delivery
      where file_name = $1 and production_date = $2 and state in ('imported', 'importing', 'failed')
      order by state = 'imported' desc, received_at desc limit 1`,
    [origin.source, dayOfClock(clock)],
  );
  return rows[0];
}
