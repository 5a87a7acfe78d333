import type { EventType, InboundType, TaskType } from '@contact-sync/contracts';
import { applyDecorators, UseFilters } from '@nestjs/common';
import { EventPattern, MessagePattern } from '@nestjs/microservices';
import { HandBackFailure } from './hand-back-failure';

/** What a transport should know of a handler. */
export interface HandlerOptions {
  /** Messages per call at most; default 500. 1 for work that takes long. */
  readonly batch?: number;
  /** Register without which the work cannot be done: while its lane is paused no work is begun. */
  readonly lane?: string;
}

/**
 * Marks a method that handles tasks of one type: `(deliveries: Delivery<Data>[], context: HandlingContext) => Promise<void>`.
 * It settles every delivery in the transaction of its effect; what it throws decides what happens next (`decideRecovery`).
 */
export function HandleTasks(type: TaskType, options: HandlerOptions = {}): MethodDecorator {
  return applyDecorators(MessagePattern(type, { ...options }), UseFilters(HandBackFailure));
}

/**
 * Marks a method that handles events of one type, in batches as `HandleTasks`. Delivery is at least once: take
 * `notYetApplied` in the transaction of the effect.
 */
export function HandleEvents(type: EventType | InboundType, options: HandlerOptions = {}): MethodDecorator {
  return applyDecorators(EventPattern(type, { ...options }), UseFilters(HandBackFailure));
}
