import {
  CredentialFailed,
  credentialFailureText,
  type CredentialProblem,
  type Credentials,
} from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import type { CheckResult, HealthCheck } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { CvrLane } from '../register/cvr-lane';
import type { OpenRegister } from '../register/open-register';

export interface CheckParts {
  readonly pool: Pool;
  readonly lane: CvrLane;
  readonly open: OpenRegister;
  readonly credentials: Credentials;
  readonly readSettings: (db: Pool) => Promise<CvrSettings>;
  /** Milliseconds between two checks of the provider. */
  readonly everyMs: number;
  /** Milliseconds it may take to answer. */
  readonly limitMs?: number;
}

const LIMIT_MS = 10_000;
/** The check's own limit comes first, since what does not answer is not our own fault. */
const GRACE_MS = 1000;

/**
 * The entries of the original's readiness page (CVR-7): `OData` is where contacts are written, our own database and the
 * OData target where there is one; `Logic` is the provider in use. Somebody else's server that is away makes us degraded,
 * never unhealthy: to send callers elsewhere would not help them.
 */
export function registerChecks(parts: CheckParts): readonly HealthCheck[] {
  const { everyMs, limitMs = LIMIT_MS } = parts;
  return [
    { name: 'OData', run: () => checkTarget(parts, limitMs), limitMs: limitMs + GRACE_MS },
    {
      name: 'Logic',
      run: keptFor(everyMs, parts, (settings) => checkProvider(parts, settings, limitMs)),
      limitMs: limitMs + GRACE_MS,
      startsAs: { status: 'Degraded', description: 'Not checked yet' },
    },
  ];
}

async function checkTarget({ pool, credentials, readSettings }: CheckParts, limitMs: number): Promise<CheckResult> {
  // Throws where our own database does not answer.
  const { odataProfile } = await readSettings(pool);
  if (odataProfile === '') return HEALTHY;
  return within(limitMs, () => credentials.source(odataProfile).get());
}

async function checkProvider({ lane, open }: CheckParts, settings: CvrSettings, limitMs: number): Promise<CheckResult> {
  if (!settings.cvrIntegration || settings.authProfile === '')
    return { ...HEALTHY, description: 'CVR integration is turned off, or has no profile' };
  const test = (): Promise<CheckResult> => within(limitMs, (signal) => open(settings).testConnection(signal));
  const paused = await lane.paused();
  if (paused === undefined) return test();
  // A register that asked for quiet gets it. A token issuer that refuses us is asked, since its own words help most.
  const found = paused.errorCode === REFUSED ? await test() : HEALTHY;
  const { errorText, pausedAt, nextProbe } = paused;
  return { ...(found.status === 'Healthy' ? away(errorText) : found), data: { pausedAt, nextProbe } };
}

const REFUSED: CredentialProblem = 'issuer-refused';

/**
 * A check that is made anew after so many milliseconds, and at once when the settings are others or the lane was paused or
 * opened; what it found holds until then, with its duration.
 */
function keptFor(
  everyMs: number,
  { pool, lane, readSettings }: CheckParts,
  check: (settings: CvrSettings) => Promise<CheckResult>,
): () => Promise<CheckResult> {
  let last: { readonly of: string; readonly until: number; readonly result: CheckResult } | undefined;
  return async () => {
    const settings = await readSettings(pool);
    const paused = await lane.paused();
    const of = JSON.stringify([settings, paused?.pausedAt, paused?.errorCode]);
    const began = performance.now();
    if (last?.of === of && began < last.until) return last.result;
    const result = await check(settings);
    const ended = performance.now();
    last = { of, until: ended + everyMs, result: { ...result, durationMs: ended - began } };
    return last.result;
  };
}

const HEALTHY: CheckResult = { status: 'Healthy' };

const away = (exception: string): CheckResult => ({ status: 'Degraded', exception });

/** What came of asking somebody else's server. */
async function within(limitMs: number, ask: (signal: AbortSignal) => Promise<unknown>): Promise<CheckResult> {
  const limit = AbortSignal.timeout(limitMs);
  const late = new Promise<CheckResult>((resolve) => {
    limit.addEventListener('abort', () => resolve(away(`No answer within ${limitMs} ms`)), { once: true });
  });
  try {
    return await Promise.race([ask(limit).then(() => HEALTHY), late]);
  } catch (error) {
    if (error instanceof CredentialFailed) return away(credentialFailureText(error));
    if (error instanceof CallFailed) return limit.aborted ? await late : away(error.message);
    throw error;
  }
}
