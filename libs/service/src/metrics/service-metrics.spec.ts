import { metricsText, ServiceMetrics } from './service-metrics';

describe('ServiceMetrics', () => {
  it('keeps services apart in one process, whose own metrics stand once', async () => {
    const [cpr, desk] = [new ServiceMetrics('cpr-sync'), new ServiceMetrics('contact-desk')];
    cpr.counter({ name: 'persons_total', help: 'Persons', labels: ['outcome'] }).inc({ outcome: 'created' }, 2);
    desk.gauge({ name: 'waiting', help: 'Waiting' }, () => 5);
    cpr.requests.observe({ method: 'GET', route: '/x', status: '200' }, 0.1);
    const both = await metricsText([cpr, desk]);
    expect(both).toContain('persons_total{outcome="created",service="cpr-sync"} 2');
    expect(both).toContain('waiting{service="contact-desk"} 5');
    expect(both.match(/^process_cpu_seconds_total /gm)).toHaveLength(1);
    expect(both).toContain(
      'http_server_request_duration_seconds_count{method="GET",route="/x",status="200",service="cpr-sync"} 1',
    );
    expect(await desk.text()).not.toContain('persons_total');
  });
});
