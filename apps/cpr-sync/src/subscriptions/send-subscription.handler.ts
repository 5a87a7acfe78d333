import type { SendSubscription } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { LANES } from '../asking/lanes';
import { SendSubscriptions } from './send-subscriptions';

/** As many as are read under one lease. */
const batch = 100;

/** Tasks of the service queue: tell CPR what source records want. While CPR Direkte is away none is begun, but a probe. */
@Controller()
export class SendSubscriptionHandler {
  constructor(private readonly sending: SendSubscriptions) {}

  @HandleTasks('cpr-sync.subscription.send.v1', { batch, lane: LANES.direkte })
  send(@Payload() tasks: readonly Delivery<SendSubscription>[], @Ctx() { signal }: HandlingContext): Promise<void> {
    return this.sending.carryOut(tasks, signal);
  }
}
