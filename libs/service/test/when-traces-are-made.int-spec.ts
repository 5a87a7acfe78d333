import { spanReceiver, waitFor, type ReceivedSpan, type SpanReceiver } from '@contact-sync/testing';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { inSpan } from '@contact-sync/tracing';
import { readConfig, TracingConfig, type Environment, AccessConfig, HttpConfig, LogConfig } from '../src';
import { exampleService, TOKEN, type Example } from './example-service';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const NUMBER = '6101801234';

describe('traces', () => {
  let receiver: SpanReceiver;
  let running: Example[] = [];

  beforeEach(async () => void (receiver = await spanReceiver()));
  afterEach(async () => {
    for (const service of running) await service.stop();
    running = [];
    await receiver.stop();
  });

  async function started(env: Environment, name = 'example'): Promise<{ service: Example; url: string }> {
    const all = { ACCESS: 'local', CONTACT_SYNC_TOKEN: TOKEN, ...env };
    const service = await exampleService(all, {
      name,
      config: {
        http: readConfig(HttpConfig, all),
        access: readConfig(AccessConfig, all),
        log: new LogConfig(),
        tracing: readConfig(TracingConfig, all),
      },
    });
    running.push(service);
    return { service, url: await service.listen() };
  }

  const get = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(address, { headers: { authorization: `Bearer ${TOKEN}`, ...headers } });

  const sent = async (count: number): Promise<readonly ReceivedSpan[]> => {
    for (const service of running) await service.stop();
    running = [];
    await waitFor(() => receiver.spans.length >= count);
    return receiver.spans;
  };

  it('a request is part of its caller’s trace, named by its route, and its log lines say so', async () => {
    const { service, url } = await started({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    await get(`${url}/example/missing/some-id`, { traceparent: `00-${TRACE}-${CALLER}-01` });
    await get(`${url}/example/breaks`);
    await get(`${url}/liveness`);
    const spans = await sent(2);
    expect(spans).toHaveLength(2);
    expect(spans[0]).toMatchObject({
      name: 'GET /example/missing/:id',
      traceId: TRACE,
      parentSpanId: CALLER,
      kind: 2,
      service: 'example',
      failed: false,
      attributes: {
        'http.request.method': 'GET',
        'http.route': '/example/missing/:id',
        'http.response.status_code': 404,
      },
    });
    expect(spans[1]).toMatchObject({ name: 'GET /example/breaks', failed: true });
    expect(spans[1]?.parentSpanId).toBeUndefined();
    const answered = service.lines
      .map((line) => JSON.parse(line))
      .filter(({ message }) => message === 'request answered');
    expect(answered[0]).toMatchObject({ traceId: TRACE, spanId: spans[0]?.spanId, correlationId: TRACE });
  });

  it('no person number and no secret leaves with a span, whoever put it there', async () => {
    const { url } = await started({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    await get(`${url}/example/open?who=${NUMBER}`);
    await inSpan(`look at ${NUMBER}`, {}, async (span) => {
      span.setAttributes({
        who: `610180-1234`,
        list: [NUMBER],
        number: Number(NUMBER),
        'url.full': `http://h/?n=Hans`,
      });
      span.addEvent(`read ${NUMBER}`, { [`about ${NUMBER}`]: NUMBER });
      span.recordException(new Error(`name "Hans Hansen" of ${NUMBER}`));
      span.addLink({ context: span.spanContext(), attributes: { who: NUMBER } });
      span.setStatus({ code: SpanStatusCode.ERROR, message: `password=hidden1 ${NUMBER}` });
      return Promise.resolve();
    });
    const spans = await sent(2);
    expect(spans.map(({ name }) => name)).toEqual(['GET /example/open', 'look at ******-****']);
    expect(receiver.text).not.toMatch(/6101801234|610180-1234|Hans|hidden1/);
  });

  it('of two services in one process each is named, and the last to stop ends the sending', async () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    };
    const [one, other] = [await started(env), await started(env, 'other')];
    await get(`${one.url}/example/open`);
    await one.service.stop();
    await get(`${other.url}/example/open`);
    const spans = await sent(2);
    expect(spans.map(({ service }) => service)).toEqual(['example', 'other']);
    expect(receiver.text).toContain('deployment.environment.name');
    expect(trace.getTracer('after').startSpan('after').isRecording()).toBe(false);
  });

  it.each([
    ['without an endpoint', {}],
    ['when they are switched off', { OTEL_SDK_DISABLED: 'true' }],
    ['with a sampler that takes none', { OTEL_TRACES_SAMPLER: 'always_off' }],
  ])('none are sent %s, and a trace is passed on all the same', async (why, env) => {
    const endpoint = why === 'without an endpoint' ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    const { service, url } = await started({ ...endpoint, ...env });
    await get(`${url}/example/open`, { traceparent: `00-${TRACE}-${CALLER}-00` });
    await service.stop();
    expect(receiver.text).toBe('');
    expect(service.lines.join('')).toContain(`"traceId":"${TRACE}"`);
  });

  it('a collector that is away costs one line of the log', async () => {
    const nobody = await spanReceiver();
    await nobody.stop();
    const { service, url } = await started({
      OTEL_EXPORTER_OTLP_ENDPOINT: nobody.url,
      OTEL_EXPORTER_OTLP_TIMEOUT: '300',
    });
    expect((await get(`${url}/example/open`)).status).toBe(200);
    const before = performance.now();
    await service.stop();
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(service.lines.filter((line) => line.includes('the collector takes no traces'))).toHaveLength(1);
  });

  it('a collector that never answers holds no request and no stop', async () => {
    const silent = await spanReceiver({ silent: true });
    const { service, url } = await started({
      OTEL_EXPORTER_OTLP_ENDPOINT: silent.url,
      OTEL_EXPORTER_OTLP_TIMEOUT: '2200',
    });
    for (let n = 0; n < 20; n += 1) expect((await get(`${url}/example/open`)).status).toBe(200);
    const before = performance.now();
    await service.stop();
    expect(performance.now() - before).toBeLessThan(5_000);
    await silent.stop();
    // What was on the way is given up after the stop, and nothing is heard of it but this.
    await waitFor(() => service.lines.some((line) => line.includes('the collector takes no traces')));
  });
});
