import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credential, CredentialSource, ProfileKind } from '@contact-sync/credentials';
import { openCaller } from '@contact-sync/outbound';
import { type RunningSimulator, startSimulator } from '@contact-sync/register-simulator';
import { simulatedCredentials } from '@contact-sync/testing';
import { type BfeRegister, type BfeServices, openBfeRegister } from '../src';

/** Datafordeler as the simulator plays it, and real property by it. */
export interface DatafordelerScene {
  readonly simulator: RunningSimulator;
  /** By GraphQL with a token. */
  readonly register: BfeRegister;
  /** By GraphQL with a key, which opens no owners. */
  readonly byKey: BfeRegister;
  /** By REST with a certificate. */
  readonly rest: BfeRegister;
  /** Goes by milliseconds; the simulator's and the register's clock. */
  readonly clock: { now: number };
  close(): Promise<void>;
}

const VERSIONS: Omit<BfeServices, 'graphqlHost' | 'restHost'> = {
  matVersion: 'v3',
  ebrVersion: 'v1',
  darVersion: 'v3',
  dagiVersion: 'v2',
  bbrVersion: 'v3',
  flexibleVersion: 'v3',
  ejfVersion: 'v1',
};

export async function datafordelerScene(at: string, properties: number): Promise<DatafordelerScene> {
  const clock = { now: Date.parse(at) };
  const now = (): Date => new Date(clock.now);
  const simulator = await startSimulator({
    seed: 'property',
    start: at.slice(0, 10),
    companies: 20,
    organisations: 1,
    properties,
    now,
  });
  const folder = mkdtempSync(join(tmpdir(), 'properties-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, simulator.ca);
  const caller = openCaller({ hosts: 'localhost:*', caFile });
  rmSync(folder, { recursive: true });
  const { graphql, restCertificate } = simulator.addresses;
  const services = { ...VERSIONS, graphqlHost: graphql, restHost: restCertificate };
  const open = (credentials: CredentialSource): BfeRegister => openBfeRegister({ services, credentials, caller, now });
  const { 'graphql-certificate': profile } = simulator.profiles;
  return {
    simulator,
    register: open(simulatedCredentials('graphql-certificate', profile, simulator.ca)),
    byKey: open(always({ ...about('api-key'), kind: 'api-key', apiKey: simulator.secrets.datafordeler.apiKey })),
    rest: open(always({ ...about('rest-certificate'), kind: 'certificate', ...(await simulator.clientCertificate()) })),
    clock,
    close: async () => {
      caller.close();
      await simulator.stop();
    },
  };
}

const about = (kind: ProfileKind) => ({
  profile: { id: '1', name: 'test', kind, configurationTypes: ['BFE'] as const, facts: {} },
});

const always = (credential: Credential): CredentialSource => ({
  get: () => Promise.resolve(credential),
  renew: () => Promise.resolve(credential),
});
