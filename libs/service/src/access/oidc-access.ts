import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { AccessConfig } from '../configuration/parts';
import { Problem } from '../problems/problem';
import { type Authenticator, bearerOf, type CallerFacts } from './authenticator';
import { type AccessCode, isAccessCode, type Principal } from './principal';

// Asymmetric only: with a shared secret, whoever can check a token could make one.
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const DISCOVERY_LIMIT_MS = 5_000;

type OidcConfig = Required<
  Pick<AccessConfig, 'issuer' | 'audience' | 'accessClaim' | 'accessPrefix' | 'clockTolerance'>
>;

/** The issuer's keys cannot be had now; a token that we cannot check is not refused as false. */
const issuerAway = (): Problem =>
  new Problem(503, 'The issuer of access tokens cannot be reached', { headers: { 'Retry-After': '10' } });

/** ACCESS=oidc: bearer tokens (JWT) of one OpenID Connect issuer, with our access codes in a claim. */
export class OidcAccess implements Authenticator {
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(
    private readonly config: OidcConfig,
    private readonly now: () => Date,
  ) {}

  async authenticate({ authorization }: CallerFacts): Promise<Principal | undefined> {
    const token = bearerOf(authorization);
    if (token === undefined) return undefined;
    const keys = await this.issuerKeys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.config.issuer,
        audience: this.config.audience,
        algorithms: ALGORITHMS,
        clockTolerance: this.config.clockTolerance,
        currentDate: this.now(),
        requiredClaims: ['sub', 'exp'],
      });
      return { id: payload.sub ?? '', accessCodes: this.accessCodes(payload) };
    } catch (error) {
      // A key that the issuer does not have is the token's fault; not having got the keys is not.
      if (error instanceof errors.JOSEError && error.code !== 'ERR_JWKS_TIMEOUT' && error.code !== 'ERR_JOSE_GENERIC')
        return undefined;
      throw issuerAway();
    }
  }

  /** Tokens travel in a header that no browser adds by itself, so a foreign page has nothing to abuse. */
  refusesOrigin(): undefined {
    return undefined;
  }

  private issuerKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= discover(this.config.issuer).catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private accessCodes(payload: JWTPayload): ReadonlySet<AccessCode> {
    const { accessClaim, accessPrefix } = this.config;
    const claim = accessClaim
      .split('.')
      .reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), payload);
    const listed: unknown[] = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
    const codes = listed
      .filter((each): each is string => typeof each === 'string' && each.startsWith(accessPrefix))
      .map((each) => each.slice(accessPrefix.length));
    return new Set(codes.filter(isAccessCode));
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The issuer says in its discovery document where its keys are (OpenID Connect Discovery 1.0, 4). */
async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  try {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(DISCOVERY_LIMIT_MS), redirect: 'error' });
    const document: unknown = answer.ok ? await answer.json() : undefined;
    if (isRecord(document) && document['issuer'] === issuer && typeof document['jwks_uri'] === 'string') {
      return createRemoteJWKSet(new URL(document['jwks_uri']));
    }
  } catch {
    // Away or not speaking JSON: for the caller the same as an answer that is no discovery document.
  }
  throw issuerAway();
}
