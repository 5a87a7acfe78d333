import type { ImportDelivery } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ImportTask } from './import-task';

/** Tasks of the service queue: import one delivery. An import takes long, so they come one by one. */
@Controller()
export class ImportDeliveryHandler {
  constructor(private readonly task: ImportTask) {}

  @HandleTasks('cpr-sync.delivery.import.v1', { batch: 1 })
  async handle(
    @Payload() deliveries: readonly Delivery<ImportDelivery>[],
    @Ctx() context: HandlingContext,
  ): Promise<void> {
    for (const delivery of deliveries) await this.task.carryOut(delivery, context.signal);
  }
}
