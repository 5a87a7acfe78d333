import type { ImportDelivery } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ImportTask } from './import-task';

const MOST_AT_ONCE = 100;

/** Tasks of the service queue: import one delivery. Several come together only so that they stay in their order. */
@Controller()
export class ImportDeliveryHandler {
  constructor(private readonly task: ImportTask) {}

  @HandleTasks('cpr-sync.delivery.import.v1', { batch: MOST_AT_ONCE })
  async handle(
    @Payload() deliveries: readonly Delivery<ImportDelivery>[],
    @Ctx() context: HandlingContext,
  ): Promise<void> {
    for (const delivery of deliveries) await this.task.carryOut(delivery, context.signal);
  }
}
