import { serviceIn } from '@contact-sync/tracing';
import type { Context } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { cleanSpan } from './clean-span';

/** Hands finished spans on as those of the service whose work they are, cleaned. */
export class OutgoingSpans implements SpanProcessor {
  private readonly resources = new WeakMap<object, Resource>();

  constructor(
    private readonly next: SpanProcessor,
    private readonly resourceOf: (service: string | undefined) => Resource,
  ) {}

  onStart(span: Span, parent: Context): void {
    this.resources.set(span, this.resourceOf(serviceIn(parent)));
    this.next.onStart(span, parent);
  }

  onEnd(span: ReadableSpan): void {
    this.next.onEnd(cleanSpan(span, this.resources.get(span) ?? this.resourceOf(undefined)));
  }

  forceFlush(): Promise<void> {
    return this.next.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.next.shutdown();
  }
}
