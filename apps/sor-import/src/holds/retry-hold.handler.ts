import type { RetrySorHold } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { HoldRetry } from './hold-retry';

/** Tasks of the service queue: try one held unit again. One at a time, since each reads the file. */
@Controller()
export class RetryHoldHandler {
  constructor(private readonly retry: HoldRetry) {}

  @HandleTasks('sor-import.hold.retry.v1', { batch: 1 })
  async handle(@Payload() tasks: readonly Delivery<RetrySorHold>[], @Ctx() context: HandlingContext): Promise<void> {
    for (const task of tasks) await this.retry.carryOut(task, context.signal);
  }
}
