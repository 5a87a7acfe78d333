import { healthJson, type HealthReport } from '@contact-sync/service';
import { asOriginal } from './original-probes';

const self = { status: 'Healthy', durationMs: 0.0435, tags: ['liveness', 'readiness'] } as const;
const tags = ['readiness'];

it('is the documented text, byte for byte', () => {
  const report: HealthReport = {
    entries: {
      self,
      OData: { status: 'Healthy', durationMs: 24494.7925, tags },
      Logic: { status: 'Healthy', durationMs: 2281.2385, tags },
    },
  };
  expect(healthJson(asOriginal(report))).toBe(
    '{"status":"Healthy","totalDuration":"00:00:24.4947925","entries":{"self":{"data":{},"duration":"00:00:00.0000435","status":"Healthy","tags":["liveness","readiness"]},"OData":{"data":{},"duration":"00:00:24.4947925","status":"Healthy","tags":["readiness"]},"Logic":{"data":{},"duration":"00:00:02.2812385","status":"Healthy","tags":["readiness"]}}}',
  );
});

it('a provider that refuses us is Unhealthy there, with the text twice', () => {
  const text = 'Unable to access the token issuer, request returned BadRequest. Reason: unauthorized_client.';
  const report: HealthReport = {
    entries: { self, Logic: { status: 'Degraded', exception: text, durationMs: 525.3802, tags } },
  };
  expect(healthJson(asOriginal(report))).toBe(
    `{"status":"Unhealthy","totalDuration":"00:00:00.5253802","entries":{"self":{"data":{},"duration":"00:00:00.0000435","status":"Healthy","tags":["liveness","readiness"]},"Logic":{"data":{},"description":"${text}","duration":"00:00:00.5253802","exception":"${text}","status":"Unhealthy","tags":["readiness"]}}}`,
  );
});
