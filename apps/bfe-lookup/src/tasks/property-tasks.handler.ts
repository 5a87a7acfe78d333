import type { RefreshProperty, UpdateProperty } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { BFE_LANE } from '../register/bfe-lane';
import { PropertyTasks } from './property-tasks';

/** As many as are read together. */
const batch = 100;

/** Tasks of the service queue about properties. While Datafordeler is away none is begun, but a probe. */
@Controller()
export class PropertyTasksHandler {
  constructor(private readonly tasks: PropertyTasks) {}

  @HandleTasks('bfe-lookup.property.update.v1', { batch, lane: BFE_LANE })
  update(@Payload() tasks: readonly Delivery<UpdateProperty>[], @Ctx() { signal }: HandlingContext): Promise<void> {
    return this.tasks.carryOut(tasks, signal);
  }

  @HandleTasks('bfe-lookup.property.refresh.v1', { batch, lane: BFE_LANE })
  refresh(@Payload() tasks: readonly Delivery<RefreshProperty>[], @Ctx() { signal }: HandlingContext): Promise<void> {
    return this.tasks.carryOut(tasks, signal);
  }
}
