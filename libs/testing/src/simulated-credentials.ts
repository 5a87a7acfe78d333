import { request } from 'node:https';

/** Kinds of authentication profiles whose token a test can get by itself. */
export type TokenKind = 'kmd-logic' | 'odata' | 'graphql-client-secret' | 'graphql-certificate';

/** A bearer token of the simulator, in the form that services get theirs from auth-profile. */
export interface SimulatedCredential {
  readonly kind: 'bearer';
  readonly profile: {
    readonly id: string;
    readonly name: string;
    readonly kind: TokenKind;
    readonly configurationTypes: readonly 'CVR'[];
    readonly facts: Readonly<Record<string, string>>;
  };
  readonly tokenType: string;
  readonly accessToken: string;
  readonly expiresAt: Date;
}

/** A source of credentials for the tests of a register's client, which know no auth-profile. */
export interface SimulatedCredentials {
  get(): Promise<SimulatedCredential>;
  renew(spoiled: SimulatedCredential): Promise<SimulatedCredential>;
  /** How many tokens were got. */
  tokens(): number;
}

/**
 * Gets tokens as the published contracts of the issuers say, from the fields of a profile of the simulator. A token is
 * kept until it is renewed.
 */
export function simulatedCredentials(
  kind: TokenKind,
  fields: Readonly<Record<string, string>>,
  ca: string,
): SimulatedCredentials {
  let kept: Promise<SimulatedCredential> | undefined;
  let count = 0;
  const fresh = async (): Promise<SimulatedCredential> => {
    count += 1;
    const { url, form } = tokenRequest(kind, fields);
    const answer = await post(url, form, ca, kind === 'graphql-certificate' ? fields : {});
    return {
      kind: 'bearer',
      profile: { id: '1', name: 'test', kind, configurationTypes: ['CVR'], facts: fields },
      tokenType: answer.token_type,
      accessToken: answer.access_token,
      expiresAt: new Date(Date.now() + answer.expires_in * 1000),
    };
  };
  return {
    get: () => (kept ??= fresh()),
    renew: () => (kept = fresh()),
    tokens: () => count,
  };
}

function tokenRequest(kind: TokenKind, fields: Readonly<Record<string, string>>): { url: string; form: string } {
  const { clientId = '', clientSecret = '', scope = '' } = fields;
  const client = { grant_type: 'client_credentials', client_id: clientId };
  const urlOf = (name: string): string => fields[name] ?? '';
  switch (kind) {
    case 'kmd-logic':
      return {
        url: `${urlOf('identityHost')}/clientcredentials/token`,
        form: String(new URLSearchParams({ ...client, scope, client_secret: clientSecret })),
      };
    case 'odata':
      return { url: urlOf('tokenUrl'), form: String(new URLSearchParams({ ...client, client_secret: clientSecret })) };
    case 'graphql-client-secret':
      return {
        url: urlOf('tokenEndpoint'),
        form: String(new URLSearchParams({ ...client, client_secret: clientSecret })),
      };
    case 'graphql-certificate':
      return { url: urlOf('tokenEndpoint'), form: String(new URLSearchParams(client)) };
  }
}

interface TokenAnswer {
  readonly token_type: string;
  readonly access_token: string;
  readonly expires_in: number;
}

function post(
  url: string,
  form: string,
  ca: string,
  { certificate, password }: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      ca,
      agent: false,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form) },
      ...(certificate !== undefined && { pfx: Buffer.from(certificate, 'base64'), passphrase: password }),
    });
    call.on('error', reject);
    call.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(parts).toString()) as TokenAnswer);
        else reject(new Error(`the token issuer answered ${response.statusCode}`));
      });
    });
    call.end(form);
  });
}
