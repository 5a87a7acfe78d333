import { timeSpan } from './time-span';

/** Degraded: it works, but an operator should look. Unhealthy: send no work here. */
export type HealthStatus = 'Healthy' | 'Degraded' | 'Unhealthy';

/** What one check found. The text of `exception` is shown to operators: no secrets, no personal data. */
export interface CheckResult {
  readonly status: HealthStatus;
  readonly description?: string;
  readonly exception?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** How long it took, where it was found before and still holds; else the time since it was asked for. */
  readonly durationMs?: number;
}

export interface HealthEntry extends CheckResult {
  readonly durationMs: number;
  readonly tags: readonly string[];
}

export interface HealthReport {
  readonly entries: Readonly<Record<string, HealthEntry>>;
}

const WORST_FIRST = ['Unhealthy', 'Degraded', 'Healthy'] as const;

/** The worst of the entries; Healthy when there are none. */
export function overallStatus({ entries }: HealthReport): HealthStatus {
  const found = new Set(Object.values(entries).map(({ status }) => status));
  return WORST_FIRST.find((status) => found.has(status)) ?? 'Healthy';
}

/** 200 for Degraded too: a register that is away is no reason to send callers elsewhere. */
export const httpStatus = (status: HealthStatus): 200 | 503 => (status === 'Unhealthy' ? 503 : 200);

export const PROBE_HEADERS = {
  'Cache-Control': 'no-store, no-cache',
  Pragma: 'no-cache',
  Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
} as const;

/**
 * The report as the original product prints it (workzone.md chapter 7): members in this order, absent ones left out, an
 * exception without a description said twice.
 */
export function healthJson(report: HealthReport): string {
  const entries = Object.entries(report.entries).map(([name, entry]) => [name, entryJson(entry)] as const);
  const slowest = Math.max(0, ...Object.values(report.entries).map(({ durationMs }) => durationMs));
  return JSON.stringify({
    status: overallStatus(report),
    totalDuration: timeSpan(slowest),
    entries: Object.fromEntries(entries),
  });
}

function entryJson({ data, description, exception, durationMs, status, tags }: HealthEntry): Record<string, unknown> {
  return {
    data: data ?? {},
    description: description ?? exception,
    duration: timeSpan(durationMs),
    exception,
    status,
    tags,
  };
}

/** One report of several services, for the front of the standalone application: entries are named `<service>/<entry>`. */
export function mergeReports(reports: Readonly<Record<string, HealthReport>>): HealthReport {
  const entries = Object.entries(reports).flatMap(([service, { entries: own }]) =>
    Object.entries(own).map(([name, entry]) => [`${service}/${name}`, entry] as const),
  );
  return { entries: Object.fromEntries(entries) };
}
