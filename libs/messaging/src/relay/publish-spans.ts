import { beginSpan, contextUnder, failed, spanContextOf, traceparentOf } from '@contact-sync/tracing';
import { type Attributes, type Link, type Span, SpanKind } from '@opentelemetry/api';
import type { DueMessage } from './due-messages';
import type { Published } from './publisher';
import { bodyOf } from './wire-message';

/** Of so many works that the messages of one batch come from, the publishing is told in each; of the others in one span. */
const MOST_SPANS = 20;

interface Part {
  readonly span: Span;
  readonly messages: readonly DueMessage[];
}

/** The publishing of one batch, as a part of the works that its messages come from. */
export class PublishSpans {
  private constructor(
    /** As they are to go out: where a span tells of a message, whoever gets it goes on from there. */
    readonly messages: readonly DueMessage[],
    private readonly parts: readonly Part[],
  ) {}

  static begin(due: readonly DueMessage[]): PublishSpans {
    const works = new Map<string, DueMessage[]>();
    for (const message of due) {
      if (message.traceparent === null) continue;
      const known = works.get(message.traceparent);
      if (known) known.push(message);
      else works.set(message.traceparent, [message]);
    }
    const known = [...works].flatMap(([traceparent, messages]) => {
      const parent = spanContextOf(traceparent);
      return parent ? [{ parent, messages }] : [];
    });
    const own = known.slice(0, MOST_SPANS).map(({ parent, messages }): Part => {
      const span = beginSpan('publish', { ...factsOf(messages), under: contextUnder(parent) });
      return { span, messages };
    });
    const recording = own.filter(({ span }) => span.isRecording());
    const rest = known.slice(MOST_SPANS);
    const outgoing = goingOut(due, recording);
    if (rest.length === 0) return new PublishSpans(outgoing, recording);
    const links = rest.map(({ parent }): Link => ({ context: parent }));
    const others = rest.flatMap(({ messages }) => messages);
    const span = beginSpan('publish', { ...factsOf(others), links, under: contextUnder(undefined) });
    return new PublishSpans(outgoing, [...recording, { span, messages: others }]);
  }

  end({ refused }: Published): void {
    const ids = new Set(refused.map(({ id }) => id));
    for (const { span, messages } of this.parts) {
      const count = ids.size === 0 ? 0 : messages.filter(({ id }) => ids.has(id)).length;
      if (count > 0) {
        span.setAttribute('contact_sync.messages.refused', count);
        failed(span, { code: 'refused' });
      }
      span.end();
    }
  }

  fail(error: unknown): void {
    for (const { span } of this.parts) {
      failed(span, error);
      span.end();
    }
  }
}

function factsOf(messages: readonly DueMessage[]): { readonly kind: SpanKind; readonly attributes: Attributes } {
  return {
    kind: SpanKind.PRODUCER,
    attributes: {
      'messaging.operation.name': 'publish',
      'messaging.operation.type': 'send',
      'messaging.batch.message_count': messages.length,
      'contact_sync.message.types': [...new Set(messages.map(({ type }) => type))],
    },
  };
}

function goingOut(due: readonly DueMessage[], parts: readonly Part[]): readonly DueMessage[] {
  if (parts.length === 0) return due;
  const under = new Map(
    parts.flatMap(({ span, messages }) => {
      const traceparent = traceparentOf(span.spanContext());
      return messages.map(({ id }) => [id, traceparent] as const);
    }),
  );
  return due.map((message) => {
    const traceparent = under.get(message.id);
    return traceparent === undefined ? message : { ...message, traceparent, body: bodyOf({ ...message, traceparent }) };
  });
}
