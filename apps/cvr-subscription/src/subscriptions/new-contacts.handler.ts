import type { ContactCreated } from '@contact-sync/contracts';
import { inTransaction, type Tx } from '@contact-sync/database';
import { HandleEvents, type Delivery } from '@contact-sync/messaging';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { Pool } from 'pg';
import { lockFollowing } from '../following/following';
import { READ_SETTINGS } from '../injected';
import { SubscriptionKeeper } from './subscription-keeper';
import { wantThese } from './wanting';

/** Companies and production units that are new to our register subscribe themselves (CVR-5). */
@Controller()
export class NewContactsHandler {
  constructor(
    private readonly pool: Pool,
    private readonly keeper: SubscriptionKeeper,
    @Inject(READ_SETTINGS) private readonly readSettings: (db: Pool | Tx) => Promise<CvrSettings>,
  ) {}

  /** May hear of a contact more than once: it has one row. */
  @HandleEvents('contact.created.v1')
  async created(@Payload() deliveries: readonly Delivery<ContactCreated>[]): Promise<void> {
    const settings = await this.readSettings(this.pool);
    if (companiesAmong(deliveries, settings).length === 0) return;
    const added = await inTransaction(this.pool, async (tx) => {
      // Whether it is on does not change before we have written.
      await lockFollowing(tx);
      const now = await this.readSettings(tx);
      return now.cvrUpdate ? wantThese(tx, companiesAmong(deliveries, now)) : 0;
    });
    if (added > 0) this.keeper.wake();
  }
}

function companiesAmong(
  deliveries: readonly Delivery<ContactCreated>[],
  { companyType, unitType }: CvrSettings,
): readonly string[] {
  const ours = deliveries.filter(({ data: { nameType } }) => nameType === companyType || nameType === unitType);
  return [...new Set(ours.map(({ subject }) => subject))];
}
