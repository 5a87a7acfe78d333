import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CredentialSource } from '@contact-sync/credentials';
import { openCaller } from '@contact-sync/outbound';
import { type RunningSimulator, startSimulator } from '@contact-sync/register-simulator';
import { simulatedCredentials } from '@contact-sync/testing';
import { cvrSettings, openCvrRegister, type CvrRegister, type CvrSettings } from '../src';

/** Datafordeler as the simulator plays it, and CVR by it. */
export interface DatafordelerScene {
  readonly simulator: RunningSimulator;
  /** By GraphQL. */
  readonly register: CvrRegister;
  /** By REST with a certificate. */
  readonly rest: CvrRegister;
  /** Goes by milliseconds; the simulator's and the register's clock. */
  readonly clock: { now: number };
  close(): Promise<void>;
}

const DEFAULTS = Object.fromEntries(
  Object.entries(cvrSettings).map(([name, setting]) => [name, setting.default]),
) as CvrSettings;

export async function datafordelerScene(at: string, companies: number): Promise<DatafordelerScene> {
  const clock = { now: Date.parse(at) };
  const now = (): Date => new Date(clock.now);
  const simulator = await startSimulator({ companies, seed: 'datafordeler', start: at.slice(0, 10), now });
  const folder = mkdtempSync(join(tmpdir(), 'datafordeler-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, simulator.ca);
  const caller = openCaller({ hosts: 'localhost:*', caFile });
  const { graphql, restCertificate } = simulator.addresses;
  const settings = { ...DEFAULTS, graphqlHost: graphql, restHost: restCertificate };
  const { 'graphql-certificate': profile } = simulator.profiles;
  const open = (credentials: CredentialSource): CvrRegister => openCvrRegister({ settings, credentials, caller, now });
  return {
    simulator,
    register: open(simulatedCredentials('graphql-certificate', profile, simulator.ca)),
    rest: open(ofCertificate(await simulator.clientCertificate())),
    clock,
    close: async () => {
      caller.close();
      await simulator.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function ofCertificate({ certificate, key }: { certificate: string; key: string }): CredentialSource {
  const profile = { id: '1', name: 'test', kind: 'rest-certificate', configurationTypes: ['CVR'], facts: {} } as const;
  const credential = { kind: 'certificate', profile, certificate, key } as const;
  return { get: () => Promise.resolve(credential), renew: () => Promise.resolve(credential) };
}
