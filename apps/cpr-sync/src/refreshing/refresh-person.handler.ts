import type { RefreshPerson } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { RefreshPersons } from './refresh-persons';

/** As many as are read together. */
const batch = 100;

/** Tasks of the service queue: look persons up again. While the road they take is away none is begun, but a probe (`laneOfTask`). */
@Controller()
export class RefreshPersonHandler {
  constructor(private readonly refreshes: RefreshPersons) {}

  @HandleTasks('cpr-sync.person.refresh.v1', { batch })
  handle(@Payload() tasks: readonly Delivery<RefreshPerson>[], @Ctx() { signal }: HandlingContext): Promise<void> {
    return this.refreshes.carryOut(tasks, signal);
  }
}
