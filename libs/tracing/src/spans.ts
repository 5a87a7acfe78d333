import { type Attributes, context, type Span, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';

export interface SpanFacts {
  /** Counts and our own names; never what tells of a person. */
  readonly attributes?: Attributes;
  readonly kind?: SpanKind;
  /** Work that this is a consequence of besides its parent, as `traceparent`. */
  readonly links?: Parameters<Span['addLinks']>[0];
  /** Where it begins; what is active unless given. */
  readonly under?: Context;
}

/** Begins a span, which the caller ends. Without a collector it costs next to nothing and passes its parent on. */
export function beginSpan(name: string, { attributes = {}, kind = SpanKind.INTERNAL, links, under }: SpanFacts): Span {
  const options = { attributes, kind, ...(links && { links }) };
  return trace.getTracer('contact-sync').startSpan(name, options, under ?? context.active());
}

/** Does work within a span of its own. A failure is told by its code, since an error's text may quote a person's data. */
export async function inSpan<T>(name: string, facts: SpanFacts, work: (span: Span) => Promise<T>): Promise<T> {
  const span = beginSpan(name, facts);
  try {
    return await context.with(trace.setSpan(facts.under ?? context.active(), span), work, undefined, span);
  } catch (error) {
    failed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Marks a span as failed. */
export function failed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', typeOf(error));
}

function typeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'unknown';
}
