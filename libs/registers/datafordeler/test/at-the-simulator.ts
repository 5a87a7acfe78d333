import type { Credential, CredentialSource, ProfileKind } from '@contact-sync/credentials';
import { jsonBody, openCaller, type OpenCaller } from '@contact-sync/outbound';
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

/** A source that counts how often it was asked for another credential. */
export interface CountedSource extends CredentialSource {
  renewals(): number;
}

/** Tokens from the host that takes a client secret, each kept until another one is wanted. */
export function tokensOf({ simulator, caller }: AtTheSimulator): CountedSource {
  return counted(async () => {
    const { clientId, clientSecret, tokenEndpoint } = simulator.profiles['graphql-client-secret'];
    const answer = await caller.call({
      method: 'POST',
      url: tokenEndpoint,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: String(
        new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
      ),
    });
    const { access_token } = jsonBody(answer) as { access_token: string };
    return {
      kind: 'bearer',
      profile: profile('graphql-client-secret'),
      tokenType: 'Bearer',
      accessToken: access_token,
      expiresAt: new Date(Date.now() + 300_000),
    };
  });
}

/** The same credential whenever one is asked for. */
export const always = (credential: Credential): CountedSource => counted(() => Promise.resolve(credential));

export const apiKey = (key: string): Credential => ({ kind: 'api-key', profile: profile('api-key'), apiKey: key });

/** A profile for REST. */
export const certificate = (pair: { readonly certificate: string; readonly key: string }): Credential => ({
  kind: 'certificate',
  profile: profile('rest-certificate'),
  certificate: pair.certificate,
  key: pair.key,
});

function counted(fetched: () => Promise<Credential>): CountedSource {
  let current: Promise<Credential> | undefined;
  let renewals = 0;
  return {
    get: () => (current ??= fetched()),
    renew: () => {
      renewals++;
      return (current = fetched());
    },
    renewals: () => renewals,
  };
}

const profile = (kind: ProfileKind) => ({
  id: '1',
  name: 'test',
  kind,
  configurationTypes: ['CVR'] as const,
  facts: {},
});
