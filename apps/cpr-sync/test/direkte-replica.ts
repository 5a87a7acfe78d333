import { inspect } from 'node:util';
import { openCredentials, type Credentials } from '@contact-sync/credentials';
import { CallFailed, openSockets, type Sockets } from '@contact-sync/outbound';
import { createLogger } from '@contact-sync/service';
import type { Pool } from 'pg';
import { DirekteClient } from '../src/direkte/direkte-client';
import { DirekteStops } from '../src/direkte/direkte-stops';
import { DEFAULTS, HASH } from './importing';

export const SETTINGS = { ...DEFAULTS, direkteProfile: 'Direkte', substituteNumbers: 'allow' } as const;

export interface ReplicaWish {
  readonly pool: Pool;
  readonly exchange: string;
  readonly caFile: string;
  readonly hosts?: string;
  readonly limitMs?: number;
  readonly now?: () => Date;
  /** Called after everything that a call waits for; where it throws, the process was killed there. */
  readonly step?: () => void;
}

/** CPR Direkte as one process of the service has it. */
export interface Replica {
  readonly direkte: DirekteClient;
  readonly stops: DirekteStops;
  readonly credentials: Credentials;
  readonly log: readonly string[];
  readonly calls: readonly string[];
}

export function replica(wish: ReplicaWish): Replica {
  const { pool, exchange, caFile, hosts = 'localhost:*', limitMs = 5_000, now = () => new Date(), step } = wish;
  const log: string[] = [];
  const calls: string[] = [];
  const logger = createLogger({ service: 'cpr-sync', level: 'debug', write: (line) => void log.push(line) });
  const credentials = stepping(openCredentials({ transport: 'in-process', exchange }), step);
  const stops = stepping(new DirekteStops({ pool, hash: HASH, logger, now }), step);
  const sockets = stepping(socketsTo(hosts, caFile), step);
  const onCall = (call: string, outcome: string): void => void calls.push(`${call} ${outcome}`);
  return {
    direkte: new DirekteClient({ pool, credentials, sockets, stops, logger, limitMs, onCall }),
    stops,
    credentials,
    log,
    calls,
  };
}

const kept = new Map<string, Sockets>();

/** Opened once: reading the system's authorities takes longer than a call. */
function socketsTo(hosts: string, caFile: string): Sockets {
  const key = `${hosts} ${caFile}`;
  const sockets = kept.get(key) ?? openSockets({ hosts, caFile });
  kept.set(key, sockets);
  return sockets;
}

/** The same, with a step after each of its promises. */
function stepping<T extends object>(parts: T, step: (() => void) | undefined): T {
  if (step === undefined) return parts;
  return new Proxy(parts, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const result: unknown = member.apply(target, args);
        if (!(result instanceof Promise)) return result;
        return (async () => {
          const got: unknown = await result;
          step();
          return got;
        })();
      };
    },
  });
}

/** How a call fails. Whatever is logged of it holds nothing that is secret. */
export async function failureOf(call: Promise<unknown>, secrets: readonly string[]): Promise<string> {
  const error: unknown = await call.then(
    (result) => new Error(`it succeeded with ${typeof result}`),
    (thrown: unknown) => thrown,
  );
  const shown = inspect(error, { depth: 10, showHidden: true });
  for (const secret of secrets) expect(shown).not.toContain(secret);
  if (!(error instanceof CallFailed)) throw error;
  return `${error.failure} ${error.code}`;
}
