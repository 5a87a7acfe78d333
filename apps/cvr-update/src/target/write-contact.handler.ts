import type { WriteContact } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ContactWrites } from './contact-writes';
import { ODATA_LANE } from './odata-lane';

/** Each takes a few calls. */
const batch = 50;

/** Tasks of the service queue: write one contact to the OData target. While that is away none is begun, but a probe. */
@Controller()
export class WriteContactHandler {
  constructor(private readonly writes: ContactWrites) {}

  @HandleTasks('cvr-update.contact.write.v1', { batch, lane: ODATA_LANE })
  write(@Payload() tasks: readonly Delivery<WriteContact>[], @Ctx() { signal }: HandlingContext): Promise<void> {
    return this.writes.carryOut(tasks, signal);
  }
}
