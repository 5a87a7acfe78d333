export { asService, ofService, serviceIn } from './service-of';
export { beginSpan, failed, inSpan } from './spans';
export type { SpanFacts } from './spans';
export { activeTraceparent, contextUnder, spanContextOf, traceparentOf } from './trace-context';
