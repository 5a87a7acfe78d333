import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';

/**
 * Makes contexts follow what they await, for correlation and traces alike, whether or not traces are made. Where another
 * has registered its own, that one does it.
 */
export function keepContexts(): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
}
