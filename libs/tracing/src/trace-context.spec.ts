import { contextUnder, spanContextOf, traceparentOf } from '@contact-sync/tracing';
import { trace } from '@opentelemetry/api';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

it('reads and writes the traceparent of the W3C recommendation', () => {
  const read = spanContextOf(`00-${TRACE}-${SPAN}-01`);
  expect(read).toEqual({ traceId: TRACE, spanId: SPAN, traceFlags: 1, isRemote: true });
  expect(read && traceparentOf(read)).toBe(`00-${TRACE}-${SPAN}-01`);
  // Of the flags only the first bit is ours to hand on.
  expect(spanContextOf(`00-${TRACE}-${SPAN}-fe`)?.traceFlags).toBe(0);
});

it.each([
  ['nothing', undefined],
  ['another version', `01-${TRACE}-${SPAN}-01`],
  ['capitals', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
  ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
  ['a span of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
  ['more at the end', `00-${TRACE}-${SPAN}-01-x`],
])('takes %s for no trace', (_, traceparent) => {
  expect(spanContextOf(traceparent)).toBeUndefined();
  expect(trace.getSpanContext(contextUnder(undefined))).toBeUndefined();
});
