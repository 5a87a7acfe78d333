import type { Credential, CredentialSource, ProfileKind } from '@contact-sync/credentials';
import { openCaller, type OpenCaller } from '@contact-sync/outbound';
import { type RunningSimulator, startSimulator, type SimulatorOptions } from '@contact-sync/register-simulator';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The simulator, and a caller that trusts its authority. */
export interface AtTheSimulator {
  readonly simulator: RunningSimulator;
  readonly caller: OpenCaller;
  stop(): Promise<void>;
}

export async function atTheSimulator(options: SimulatorOptions): Promise<AtTheSimulator> {
  const simulator = await startSimulator(options);
  const folder = mkdtempSync(join(tmpdir(), 'datafordeler-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, simulator.ca);
  const caller = openCaller({ hosts: 'localhost:*', caFile });
  rmSync(folder, { recursive: true });
  return {
    simulator,
    caller,
    stop: async () => {
      caller.close();
      await simulator.stop();
    },
  };
}

/** The same credential whenever one is asked for. */
export const always = (credential: Credential): CredentialSource => ({
  get: () => Promise.resolve(credential),
  renew: () => Promise.resolve(credential),
});

export const apiKey = (key: string): Credential => ({ kind: 'api-key', profile: profile('api-key'), apiKey: key });

/** A profile for REST. */
export const certificate = (pair: { readonly certificate: string; readonly key: string }): Credential => ({
  kind: 'certificate',
  profile: profile('rest-certificate'),
  certificate: pair.certificate,
  key: pair.key,
});

const profile = (kind: ProfileKind) => ({
  id: '1',
  name: 'test',
  kind,
  configurationTypes: ['CVR'] as const,
  facts: {},
});
