import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCaller } from '@contact-sync/outbound';
import { type RunningSimulator, startSimulator } from '@contact-sync/register-simulator';
import { simulatedCredentials, type SimulatedCredentials } from '@contact-sync/testing';
import { cvrSettings, openCvrRegister, type CvrRegister, type CvrSettings, type ReadContext } from '../src';

/** KMD Logic as the simulator plays it, and CVR by it. */
export interface LogicScene {
  readonly simulator: RunningSimulator;
  readonly credentials: SimulatedCredentials;
  readonly register: CvrRegister;
  /** Another register, with other settings or fields of its profile. */
  open(more: {
    readonly settings?: Partial<CvrSettings>;
    readonly fields?: Readonly<Record<string, string>>;
  }): CvrRegister;
  /** Goes by milliseconds; the simulator's and the register's clock. */
  readonly clock: { now: number };
  close(): Promise<void>;
}

const TIMEOUT_MS = 1500;

const DEFAULTS = Object.fromEntries(
  Object.entries(cvrSettings).map(([name, setting]) => [name, setting.default]),
) as CvrSettings;

export const CONTEXT: ReadContext = {
  calledAt: '2026-11-22T10:11:12.123456Z',
  companyType: 'J',
  unitType: 'V',
  lifetime: true,
};

export async function logicScene(at: string): Promise<LogicScene> {
  const clock = { now: Date.parse(at) };
  const now = (): Date => new Date(clock.now);
  const simulator = await startSimulator({ companies: 40, seed: 'logic', start: at.slice(0, 10), now });
  const folder = mkdtempSync(join(tmpdir(), 'logic-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, simulator.ca);
  const caller = openCaller({ hosts: 'localhost:*', caFile, timeoutMs: TIMEOUT_MS });
  const profile = simulator.profiles['kmd-logic'];
  const credentials = simulatedCredentials('kmd-logic', profile, simulator.ca);
  const open: LogicScene['open'] = ({ settings, fields }) =>
    openCvrRegister({
      settings: { ...DEFAULTS, provider: 'logic', ...settings },
      credentials:
        fields === undefined ? credentials : simulatedCredentials('kmd-logic', { ...profile, ...fields }, simulator.ca),
      caller,
      now,
    });
  return {
    simulator,
    credentials,
    register: open({}),
    open,
    clock,
    close: async () => {
      caller.close();
      await simulator.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
