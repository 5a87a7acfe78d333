import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start as startDesk } from '@contact-sync/contact-desk';
import { start as startCprSync } from '@contact-sync/cpr-sync';
import { createPopulation, writeDeliveries, type DeliveryFile } from '@contact-sync/register-simulator';
import {
  describeWithRabbitMq,
  freshDatabase,
  spanReceiver,
  uniqueName,
  waitFor,
  type FreshDatabase,
  type ReceivedSpan,
  type SpanReceiver,
} from '@contact-sync/testing';
import { connect } from 'amqplib';
import { Secrets } from './leaks/traces';
import { Client, CprSyncClient, TOKEN } from './running/client';
import { OWNERS } from './running/cpr-sync-in-process';
import { Listener } from './running/listener';

const AMQP_URL = process.env['AMQP_URL'] ?? '';
const POPULATION = { seed: 'traced', persons: 3, changed: 0 };
const SERVER = 2;
const PRODUCER = 4;
const CONSUMER = 5;
const CALLER_TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER_SPAN = '00f067aa0ba902b7';

/** Both services in one process, as spans of each must still be told apart. */
describeWithRabbitMq('when a change is traced', () => {
  const population = createPopulation(POPULATION);
  const exchange = uniqueName('cs');
  let folder: string;
  let file: DeliveryFile | undefined;
  let database: FreshDatabase;
  let collector: SpanReceiver;
  let listener: Listener;
  let running: { readonly url: string; stop(): Promise<void> }[] = [];
  let cprSync: CprSyncClient;
  let desk: Client;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-sync-traces-'));
    [file] = await writeDeliveries({ ...POPULATION, nights: 0, out: folder, population });
    database = await freshDatabase({ owners: OWNERS });
    collector = await spanReceiver();
    listener = await Listener.started({ url: AMQP_URL, exchange, queue: `${exchange}.other`, keys: ['contact.#'] });
    const env = {
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'rabbitmq',
      INTEGRATIONS: 'on',
      AMQP_URL,
      AMQP_EXCHANGE: exchange,
      HTTP_PORT: '0',
      ACCESS: 'local',
      CONTACT_SYNC_DATA: folder,
      CONTACT_SYNC_TOKEN: TOKEN,
      LOG_FILE: join(folder, 'log'),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    };
    const services = [await startCprSync(env), await startDesk(env)];
    running = services;
    cprSync = new CprSyncClient(() => services[0]?.url ?? '');
    desk = new Client(() => services[1]?.url ?? '');
  });
  afterAll(async () => {
    for (const service of running) await service.stop();
    await listener.end();
    await collector.stop();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** As another program says something: with amqplib alone. */
  const tell = async (key: string, event: object): Promise<void> => {
    const connection = await connect(AMQP_URL);
    const channel = await connection.createConfirmChannel();
    channel.publish(exchange, key, Buffer.from(JSON.stringify(event)), { contentType: 'application/cloudevents+json' });
    await channel.waitForConfirms();
    await connection.close();
  };

  const spansOf = (trace: string | undefined): readonly ReceivedSpan[] =>
    collector.spans.filter(({ traceId }) => traceId === trace);

  /** From a span up to the first of its trace, by name. */
  const wayOf = (span: ReceivedSpan): string[] => {
    const parent = collector.spans.find(({ spanId }) => spanId === span.parentSpanId);
    return parent === undefined ? [span.name] : [...wayOf(parent), span.name];
  };

  const typesOf = ({ attributes }: ReceivedSpan): string => JSON.stringify(attributes['contact_sync.message.types']);

  it('one upload is one trace, from the request to what other systems are told', async () => {
    if (file === undefined) throw new Error('there is no delivery');
    expect(await cprSync.import(file)).toMatchObject({ state: 'imported', held: 0, refusal: null });
    await waitFor(() => listener.heard.some(({ routingKey }) => routingKey === 'contact.created.v1'));
    const published = await waitFor(() =>
      collector.spans.find((span) => span.name === 'publish' && typesOf(span).includes('contact.created.v1')),
    );
    // What goes on longer is sent later.
    await waitFor(() => wayOf(published)[0]?.startsWith('POST'));
    const spans = spansOf(published.traceId);
    expect(wayOf(published)).toEqual([
      'POST /cpr-sync/deliveries',
      'publish',
      'process cpr-sync.delivery.import.v1',
      expect.stringMatching(/^run import-/),
      'apply observations',
      'publish',
    ]);
    expect(spans.find(({ name }) => name === 'receive file')).toBeDefined();
    expect(spans.find(({ name }) => name === 'POST /cpr-sync/deliveries')).toMatchObject({
      kind: SERVER,
      failed: false,
    });
    expect(spans.find(({ name }) => name.startsWith('process'))).toMatchObject({ kind: CONSUMER, service: 'cpr-sync' });
    expect(published.kind).toBe(PRODUCER);
    const applied = spans.find(({ name }) => name === 'apply observations');
    expect(Number(applied?.attributes['contact_sync.outcome.created'])).toBeGreaterThan(0);
    // Who listens goes on from the publishing.
    const heard = listener.heard.find(({ routingKey }) => routingKey === 'contact.created.v1');
    expect((JSON.parse(heard?.body ?? '{}') as { traceparent: string }).traceparent).toBe(
      `00-${published.traceId}-${published.spanId}-01`,
    );
  });

  it('an event of another system goes on in that system’s trace', async () => {
    const event = {
      specversion: '1.0',
      id: 'one',
      source: '/esdh',
      type: 'dk.contact-sync.external-contact.created.v1',
      subject: 'K-1',
      time: '2026-03-02T05:31:07Z',
      datacontenttype: 'application/json',
      traceparent: `00-${CALLER_TRACE}-${CALLER_SPAN}-01`,
      data: { nameType: 'V', nameCode: '1000000001', name: { name1: 'Ærø Mejeri' } },
    };
    await tell('external-contact.created.v1', event);
    const published = await waitFor(() =>
      spansOf(CALLER_TRACE).find((span) => span.name === 'publish' && typesOf(span).includes('contact.created.v1')),
    );
    await waitFor(() => wayOf(published).length > 1);
    expect(wayOf(published)).toEqual(['process external-contact.created.v1', 'publish']);
    const [handled] = spansOf(CALLER_TRACE).filter(({ kind }) => kind === CONSUMER);
    expect(handled).toMatchObject({ parentSpanId: CALLER_SPAN, service: 'contact-desk', failed: false });
  });

  it('no number and no name of a person stands in what the collector was sent', async () => {
    const secrets = new Secrets(population.personsAfter(0));
    const [person] = population.personsAfter(0);
    const number = person?.number ?? '';
    expect(number).toMatch(/^\d{10}$/);
    await desk.ask('GET', `/contact-desk/contacts?nameCode=${number}`);
    await desk.ask('POST', '/contact-desk/contacts/read', { nameType: 'C', nameCode: number, purpose: 'tracing' });
    for (const service of running) await service.stop();
    running = [];
    expect(collector.spans.filter(({ service }) => service === 'contact-desk').length).toBeGreaterThan(1);
    expect(secrets.foundIn([{ where: 'spans', text: collector.text }])).toEqual([]);
  });
});
