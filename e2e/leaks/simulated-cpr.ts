import type { RunningSimulator } from '@contact-sync/register-simulator';

/** Profiles of all roads to CPR. */
export const CPR_PROFILES = ['cpr-direkte', 'cpr-file-server', 'graphql-client-secret', 'rest-certificate'] as const;

/** How often the offices were called, by call and by the answer or fault that came. */
export function callsAt(simulator: RunningSimulator): Record<string, number> {
  const { cprDirekte, cprFileServer } = simulator;
  const direkte = cprDirekte.requests();
  const answered = (code: string): number => direkte.filter(({ answer }) => answer === code).length;
  const http = simulator.requests().filter(({ path }) => path.startsWith('/CPR/'));
  const asked = (target: string, fault?: string): number =>
    http.filter((one) => one.target === target && one.fault === fault).length;
  const { other: _, ...kinds } = cprDirekte.counts();
  return {
    ...kinds,
    ...Object.fromEntries(['00', '01', '02', '05', '07', '16'].map((code) => [code, answered(code)])),
    ...Object.fromEntries(['PASS', 'LIST', 'RETR', 'RNTO', 'STOR'].map((word) => [word, cprFileServer.count(word)])),
    graphql: asked('graphql'),
    'graphql half-json': asked('graphql', 'half-json'),
    rest: asked('rest'),
    'rest hang': asked('rest', 'hang'),
    // Its log shows them without their digits.
    'numbers in addresses': http.filter(({ query }) =>
      Object.values(query).some((value) => value.includes('**********')),
    ).length,
  };
}

/** Passwords that CPR has or had, tokens it gave out, and what the profiles hold; throws where there is little to look for. */
export function secretsOf({ cprDirekte, profiles }: RunningSimulator): string[] {
  const { current } = cprDirekte.account;
  const held = CPR_PROFILES.flatMap((kind) => {
    const fields: Readonly<Record<string, string>> = profiles[kind];
    // Of a certificate's file any part would do.
    return ['password', 'clientSecret', 'certificate'].flatMap((name) => fields[name]?.slice(0, 60) ?? []);
  });
  const tokens = cprDirekte.tokensGiven();
  if (current.used.length < 2 || tokens.length < 4 || held.length !== 5)
    throw new Error(
      `${current.used.length} old passwords, ${tokens.length} tokens, ${held.length} secrets of profiles`,
    );
  return [current.password, ...current.used, ...tokens, ...held];
}
