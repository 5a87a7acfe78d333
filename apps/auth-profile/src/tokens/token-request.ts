import type { ProfileFacts, ProfileKind } from '@contact-sync/credentials';
import type { Call } from '@contact-sync/outbound';

/** Kinds whose credential is an access token. */
export const TOKEN_KINDS = ['graphql-client-secret', 'graphql-certificate', 'kmd-logic', 'odata'] as const;

export type TokenKind = (typeof TOKEN_KINDS)[number];

export const isTokenKind = (kind: ProfileKind): kind is TokenKind => TOKEN_KINDS.some((each) => each === kind);

/** A profile with its secrets in clear, for the moment of a request. */
export interface OpenProfile {
  readonly kind: TokenKind;
  readonly facts: ProfileFacts;
  readonly secrets: Readonly<Record<string, string>>;
}

/** KMD's issuer, below its host. */
const LOGIC_TOKEN_PATH = '/clientcredentials/token';

/** Datafordeler's first token after a while without any takes ten seconds. */
const TIMEOUT_MS = 30_000;

/** The request for a token of each kind, to the letter of its issuer. */
export function tokenRequest({ kind, facts, secrets }: OpenProfile): Call {
  const { clientId = '', scope = '' } = facts;
  const { clientSecret = '' } = secrets;
  switch (kind) {
    case 'graphql-client-secret':
      // Datafordeler decides the scope itself.
      return form(facts['tokenEndpoint'], [
        ['grant_type', 'client_credentials'],
        ['client_id', clientId],
        ['client_secret', clientSecret],
      ]);
    case 'graphql-certificate':
      // The certificate proves who asks, in this call alone; no secret goes with it.
      return {
        ...form(facts['tokenEndpoint'], [
          ['grant_type', 'client_credentials'],
          ['client_id', clientId],
        ]),
        certificate: { certificate: secrets['certificate'] ?? '', key: secrets['key'] ?? '' },
      };
    case 'kmd-logic':
      return form(logicTokenUrl(facts), [
        ['grant_type', 'client_credentials'],
        ['client_id', clientId],
        ['scope', scope],
        ['client_secret', clientSecret],
      ]);
    case 'odata':
      return form(facts['tokenUrl'], [
        ['grant_type', 'client_credentials'],
        ['client_id', clientId],
        ['client_secret', clientSecret],
        ...(scope === '' ? [] : ([['scope', scope]] satisfies [string, string][])),
      ]);
  }
}

/** Where the tokens of a profile come from. */
export function issuerOf({ kind, facts }: Pick<OpenProfile, 'kind' | 'facts'>): string {
  switch (kind) {
    case 'graphql-client-secret':
    case 'graphql-certificate':
      return facts['tokenEndpoint'] ?? '';
    case 'kmd-logic':
      return logicTokenUrl(facts);
    case 'odata':
      return facts['tokenUrl'] ?? '';
  }
}

function logicTokenUrl({ identityHost = '', tenant }: ProfileFacts): string {
  const query = tenant === undefined || tenant === '' ? '' : `?${new URLSearchParams({ Tenant: tenant }).toString()}`;
  return `${identityHost.replace(/\/+$/, '')}${LOGIC_TOKEN_PATH}${query}`;
}

function form(url: string | undefined, fields: [string, string][]): Call {
  return {
    method: 'POST',
    url: url ?? '',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: new URLSearchParams(fields).toString(),
    timeoutMs: TIMEOUT_MS,
    repeatable: true,
  };
}
