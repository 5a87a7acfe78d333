import type { RefreshCompany, RereadCompany, UpdateCompany } from '@contact-sync/contracts';
import { HandleTasks, HandlingContext, type Delivery } from '@contact-sync/messaging';
import { CVR_LANE } from '@contact-sync/registers-cvr';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { CompanyTasks } from './company-tasks';

/** Three calls' worth. */
const batch = 300;

/** Tasks of the service queue about companies and production units. While CVR is away none is begun, but a probe. */
@Controller()
export class CompanyTasksHandler {
  constructor(private readonly tasks: CompanyTasks) {}

  @HandleTasks('cvr-update.company.update.v1', { batch, lane: CVR_LANE })
  update(@Payload() tasks: readonly Delivery<UpdateCompany>[], @Ctx() { signal }: HandlingContext): Promise<void> {
    return this.tasks.carryOut(tasks, { explicit: false, signal });
  }

  @HandleTasks('cvr-update.company.reread.v1', { batch, lane: CVR_LANE })
  reread(@Payload() tasks: readonly Delivery<RereadCompany>[], @Ctx() { signal }: HandlingContext): Promise<void> {
    return this.tasks.carryOut(tasks, { explicit: false, signal });
  }

  @HandleTasks('cvr-update.company.refresh.v1', { batch, lane: CVR_LANE })
  refresh(@Payload() tasks: readonly Delivery<RefreshCompany>[], @Ctx() { signal }: HandlingContext): Promise<void> {
    return this.tasks.carryOut(tasks, { explicit: true, signal });
  }
}
