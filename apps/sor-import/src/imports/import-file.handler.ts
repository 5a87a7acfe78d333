import type { ImportSorFile } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ImportTask } from './import-task';

const MOST_AT_ONCE = 100;

/** Tasks of the service queue: import one file. Several come together only so that they stay in their order. */
@Controller()
export class ImportFileHandler {
  constructor(private readonly task: ImportTask) {}

  @HandleTasks('sor-import.file.import.v1', { batch: MOST_AT_ONCE })
  async handle(@Payload() tasks: readonly Delivery<ImportSorFile>[], @Ctx() context: HandlingContext): Promise<void> {
    for (const task of tasks) await this.task.carryOut(task, context.signal);
  }
}
