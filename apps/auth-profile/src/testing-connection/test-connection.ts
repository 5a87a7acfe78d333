import {
  type Credential,
  CredentialFailed,
  type InBothLanguages,
  PROBLEM_WORDS,
  type ProfileSummary,
  shownError,
} from '@contact-sync/credentials';
import { type Call, type CallAnswer, CallFailed, type Caller, jsonBody, refusalOf } from '@contact-sync/outbound';
import type { ProfileStore } from '../profiles/profile-store';
import { assertInForce } from '../tokens/certificate-in-force';
import { connectionWords } from '../tokens/connection-words';
import { isTokenKind } from '../tokens/token-request';
import type { Tokens } from '../tokens/tokens';

export interface TestConnectionParts {
  readonly store: Pick<ProfileStore, 'secretsOf'>;
  readonly tokens: Tokens;
  readonly caller: Caller;
  readonly now: () => Date;
}

/** What a test found, for the page. Nothing in it is secret. */
export interface ConnectionFinding {
  readonly ok: boolean;
  /** A word for programs: `token-received`, `register-answered`, `certificate-in-force`, or what failed. */
  readonly code: string;
  readonly text: InBothLanguages;
  /** What the other side said, where it said something that may be shown. */
  readonly said?: string;
  /** When the token that was received ends. */
  readonly tokenExpiresAt?: Date;
}

const WORDS = {
  'token-received': { da: 'Tokenudstederen gav et token.', en: 'The token issuer gave a token.' },
  'register-answered': { da: 'Registret svarede.', en: 'The register answered.' },
  'certificate-in-force': {
    da: 'Certifikatet kan læses og gælder. Registret blev ikke kaldt, da ingen adresse er givet.',
    en: 'The certificate can be read and is in force. The register was not called, since no address was given.',
  },
  'address-needed': {
    da: 'En API-nøgle kan kun prøves hos registret: giv en adresse.',
    en: 'An API key can only be tried at the register: give an address.',
  },
  'not-testable': {
    da: 'Denne type profil prøves fra registrets egen side.',
    en: 'Profiles of this kind are tried from the register’s own page.',
  },
  'register-refused': {
    da: 'Registret afviser adgangen. En ny API-nøgle virker først efter 15 minutter til en time.',
    en: 'The register refuses the credential. A new API key works after 15 minutes to an hour.',
  },
  'register-away': { da: 'Registret kan ikke svare nu.', en: 'The register cannot answer now.' },
  'register-not-there': {
    da: 'Registrets adresse findes ikke (404): versionen er udgået eller stavet forkert.',
    en: 'The register’s address does not exist (404): the version is retired or misspelt.',
  },
  'register-answered-otherwise': {
    da: 'Registret svarede med en fejl.',
    en: 'The register answered with an error.',
  },
} as const satisfies Readonly<Record<string, InBothLanguages>>;

/** The cheapest question of a GraphQL service of Datafordeler, which every credential may ask. */
const IMPORT_STATUS = 'query ImportStatus { DAF_RegisterImportStatus { lastEventId } }';

/** Whether a profile opens its door, told in plain words. */
export class TestConnection {
  constructor(private readonly parts: TestConnectionParts) {}

  /** `address`: a service of the register to call with the credential, where the profile's own is not enough. */
  async test(profile: ProfileSummary, address?: string): Promise<ConnectionFinding> {
    try {
      const { credential, found } = await this.credentialOf(profile);
      return credential === undefined || address === undefined ? found : await this.called(credential, address);
    } catch (error) {
      if (error instanceof CredentialFailed) return failed(error);
      throw error;
    }
  }

  /** What opens the register's door, and what its being there proves already. */
  private async credentialOf(
    profile: ProfileSummary,
  ): Promise<{ readonly credential?: Credential; readonly found: ConnectionFinding }> {
    const { store, tokens, now } = this.parts;
    const secrets = await store.secretsOf(profile);
    if (isTokenKind(profile.kind)) {
      const credential = await tokens.newToken(profile, secrets);
      return { credential, found: { ...finding('token-received', true), tokenExpiresAt: credential.expiresAt } };
    }
    const { apiKey = '', certificate = '', key = '' } = secrets;
    if (profile.kind === 'api-key')
      return { credential: { kind: 'api-key', profile, apiKey }, found: finding('address-needed', false) };
    if (profile.kind !== 'rest-certificate') return { found: finding('not-testable', false) };
    assertInForce(certificate, now());
    return {
      credential: { kind: 'certificate', profile, certificate, key },
      found: finding('certificate-in-force', true),
    };
  }

  private async called(credential: Credential, address: string): Promise<ConnectionFinding> {
    if (!URL.canParse(address)) return connectionFailed(new CallFailed('wrong', 'not-an-address'));
    try {
      const answer = await this.parts.caller.call(registerCall(credential, address));
      const refusal = refusalOf(answer, this.parts.now());
      if (refusal !== undefined)
        return { ...finding(otherwise(answer.status, refusal), false), said: `HTTP ${answer.status}` };
      return credential.kind === 'certificate' ? finding('register-answered', true) : saidByGraphQl(answer);
    } catch (error) {
      if (error instanceof CallFailed) return connectionFailed(error);
      throw error;
    }
  }
}

function registerCall(credential: Credential, address: string): Call {
  if (credential.kind === 'certificate') {
    const { certificate, key } = credential;
    return { method: 'GET', url: address, headers: { Accept: 'application/json' }, certificate: { certificate, key } };
  }
  const url = new URL(address);
  if (credential.kind === 'api-key') url.searchParams.set('apiKey', credential.apiKey);
  return {
    method: 'POST',
    url: url.toString(),
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(credential.kind === 'bearer' && { Authorization: `${credential.tokenType} ${credential.accessToken}` }),
    },
    body: JSON.stringify({ query: IMPORT_STATUS }),
    repeatable: true,
  };
}

interface GraphQlError {
  readonly extensions?: { readonly code?: unknown };
}

/** GraphQL says with 200 what it refuses, too. */
function saidByGraphQl(answer: CallAnswer): ConnectionFinding {
  const body = jsonBody(answer) as { readonly errors?: readonly GraphQlError[] } | null;
  const error = body?.errors?.[0];
  if (error === undefined) return finding('register-answered', true);
  const code = shownError(error.extensions?.code);
  return {
    ...finding(code?.startsWith('DAF-AUTH') ? 'register-refused' : 'register-answered-otherwise', false),
    ...(code === undefined ? {} : { said: code }),
  };
}

function otherwise(status: number, { failure }: CallFailed): keyof typeof WORDS {
  if (failure === 'refused') return 'register-refused';
  if (status === 404) return 'register-not-there';
  return failure === 'unavailable' ? 'register-away' : 'register-answered-otherwise';
}

const finding = (code: keyof typeof WORDS, ok: boolean): ConnectionFinding => ({ ok, code, text: WORDS[code] });

const connectionFailed = ({ code }: CallFailed): ConnectionFinding => ({
  ok: false,
  code,
  text: connectionWords(code),
});

function failed({ problem, more: { said } }: CredentialFailed): ConnectionFinding {
  return { ok: false, code: problem, text: PROBLEM_WORDS[problem], ...(said === undefined ? {} : { said }) };
}
