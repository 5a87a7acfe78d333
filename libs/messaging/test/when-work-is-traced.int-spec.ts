import { InProcessPublisher, InProcessTransport, Relay } from '@contact-sync/messaging';
import { activeTraceparent, inSpan } from '@contact-sync/tracing';
import { waitFor, type FreshDatabase } from '@contact-sync/testing';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { ownTopology, recordEvents, recordTasks, createEffects, serve } from './broker';
import { openPool } from '@contact-sync/database';
import { aTask, anEvent, freshServiceQueue, states, writeEvents, writeTasks } from './service-queue';

describe('when work is traced', () => {
  const spans = new InMemorySpanExporter();
  const topology = ownTopology();
  let database: FreshDatabase;
  let relay: Relay;
  const services: { close: () => Promise<void> }[] = [];

  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
  });
  afterAll(() => {
    trace.disable();
    context.disable();
  });
  beforeEach(async () => {
    spans.reset();
    database = await freshServiceQueue();
    const owner = openPool(database.url, { max: 1, applicationName: 'owner' });
    await createEffects(owner);
    await owner.end();
    const publisher = new InProcessPublisher({ url: database.runUrl, topology });
    relay = new Relay({ url: database.runUrl, publisher, pollMs: 50 });
  });
  afterEach(async () => {
    await Promise.all([relay.stop(), ...services.splice(0).map((service) => service.close())]);
    await database.drop();
  });

  const listen = async (queue: string, handlers: Parameters<typeof serve>[1]): Promise<void> => {
    const transport = new InProcessTransport({ url: database.runUrl, queue, pool: database.pool, pollMs: 100 });
    services.push(await serve(transport, handlers));
  };
  const finished = (name: string): ReadableSpan[] => spans.getFinishedSpans().filter((span) => span.name === name);
  const traceparents = async (): Promise<(string | null)[]> =>
    (
      await database.pool.query<{ traceparent: string | null }>(
        'select traceparent from service_queue.message order by position',
      )
    ).rows.map(({ traceparent }) => traceparent);

  it.each([1, 300])('%i rows of the service queue keep the context of the work that wrote them', async (count) => {
    let work: string | undefined;
    await inSpan('work', {}, async () => {
      work = activeTraceparent();
      await writeEvents(
        database,
        Array.from({ length: count }, (_, i) => anEvent(`c${i}`)),
      );
      await writeEvents(database, [{ ...anEvent('told'), traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` }]);
    });
    await writeEvents(database, [anEvent('of nothing')]);
    const kept = await traceparents();
    expect(new Set(kept.slice(0, count))).toEqual(new Set([work]));
    expect(kept.slice(count)).toEqual([`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, null]);
  });

  it('a task that coalesces stays part of the work that asked first', async () => {
    const asked: (string | undefined)[] = [];
    for (let n = 0; n < 2; n += 1) {
      await inSpan('ask', {}, async () => {
        asked.push(activeTraceparent());
        await writeTasks(database, [aTask('d1')]);
      });
    }
    expect(await traceparents()).toEqual([asked[0]]);
  });

  it('a batch of one work is handled as part of it, and so is what its handler tells', async () => {
    const record = recordTasks(database.pool);
    await listen(topology.tasks, {
      tasks: async (deliveries) => {
        await writeEvents(database, [anEvent('c1')]);
        await record(deliveries);
      },
    });
    await listen(topology.events, { events: recordEvents(database.pool) });
    await inSpan('work', {}, () => writeTasks(database, [aTask('d1'), aTask('d2')]));
    relay.start();
    await waitFor(() => finished('process contact.changed.v1').length === 1);
    const [work] = finished('work');
    const [task] = finished('process cpr-sync.delivery.import.v1');
    const [event] = finished('process contact.changed.v1');
    const publishing = finished('publish');
    expect(task).toMatchObject({
      kind: SpanKind.CONSUMER,
      parentSpanContext: { spanId: work?.spanContext().spanId },
      attributes: { 'messaging.batch.message_count': 2, 'messaging.destination.name': topology.tasks },
    });
    expect(event?.parentSpanContext?.spanId).toBe(task?.spanContext().spanId);
    expect(publishing.map((span) => span.attributes['contact_sync.message.types'])).toEqual([
      ['cpr-sync.delivery.import.v1'],
      ['contact.changed.v1'],
    ]);
    expect(publishing.map((span) => span.parentSpanContext?.spanId)).toEqual([
      work?.spanContext().spanId,
      task?.spanContext().spanId,
    ]);
    const all = spans.getFinishedSpans();
    expect(new Set(all.map((span) => span.spanContext().traceId))).toEqual(new Set([work?.spanContext().traceId]));
  });

  it('of 25 works in one batch 20 are told each in its own trace, the others in one span with links; so is the handling', async () => {
    await listen(topology.events, { events: recordEvents(database.pool) });
    for (let n = 0; n < 25; n += 1) await inSpan('work', {}, () => writeEvents(database, [anEvent(`c${n}`)]));
    relay.start();
    await waitFor(async () => (await states(database))['done'] === 25);
    await waitFor(() => finished('process contact.changed.v1').length > 0);
    const traces = finished('work').map((span) => span.spanContext().traceId);
    const publishing = finished('publish');
    expect(publishing).toHaveLength(21);
    const beside = publishing.filter((span) => span.links.length > 0);
    expect(beside).toHaveLength(1);
    expect(beside[0]?.attributes['messaging.batch.message_count']).toBe(5);
    expect(beside[0]?.links.map((link) => link.context.traceId)).toEqual(traces.slice(20));
    expect(traces).not.toContain(beside[0]?.spanContext().traceId);
    const [handling] = finished('process contact.changed.v1');
    const linked = new Set(handling?.links.map((link) => link.context.traceId));
    expect([...linked].every((id) => traces.includes(id))).toBe(true);
    expect(linked.size).toBeGreaterThan(1);
    expect(handling?.parentSpanContext).toBeUndefined();
  });

  it('what fails is marked by its code, also when trying again cures it', async () => {
    let failures = 1;
    const record = recordTasks(database.pool);
    await listen(topology.tasks, {
      tasks: async (deliveries) => {
        if (failures-- > 0) throw Object.assign(new Error('deadlock over Hans Hansen'), { code: '40P01' });
        await record(deliveries);
      },
    });
    await inSpan('work', {}, () => writeTasks(database, [aTask('d1')]));
    relay.start();
    await waitFor(() => finished('process cpr-sync.delivery.import.v1').length === 1);
    const [handling] = finished('process cpr-sync.delivery.import.v1');
    expect(handling?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(handling?.attributes['error.type']).toBe('40P01');
    expect(handling?.events).toEqual([]);
  });
});
