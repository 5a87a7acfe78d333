import type { SynchronisePersons } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { LANES } from '../asking/lanes';
import { SynchronisedPersons } from './synchronise-persons';

/** Tasks of the service queue: read a batch of persons. While Datafordeler is away none is begun, but a probe. */
@Controller()
export class SynchronisePersonsHandler {
  constructor(private readonly persons: SynchronisedPersons) {}

  // A task is a hundred persons: each is a batch of its own.
  @HandleTasks('cpr-sync.persons.synchronise.v1', { batch: 1, lane: LANES.datafordeler })
  async handle(
    @Payload() tasks: readonly Delivery<SynchronisePersons>[],
    @Ctx() { signal }: HandlingContext,
  ): Promise<void> {
    for (const task of tasks) await this.persons.carryOut(task, signal);
  }
}
