import type { AccessConfig } from '../configuration/parts';
import { type Authenticator, bearerOf, type CallerFacts } from './authenticator';
import { localToken, sameSecret, sealSession, sessionValid } from './local-token';
import { ACCESS_CODES, type AccessCode, type Principal } from './principal';

export const SESSION_COOKIE = 'contact_sync_session';
const SESSION_MS = 12 * 60 * 60 * 1000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

const EVERYTHING: Principal = { id: 'local', accessCodes: new Set(Object.keys(ACCESS_CODES) as AccessCode[]) };

/**
 * ACCESS=local: whoever has the machine's token, or a session got with a sign-in link, may do everything. Made for one
 * machine: requests must name a host we know (a foreign name that resolves to 127.0.0.1 is refused, DNS rebinding), and
 * a page may call only from our own origin.
 */
export class LocalAccess implements Authenticator {
  private readonly token: string;
  private readonly hosts: ReadonlySet<string>;
  private readonly origins: ReadonlySet<string>;

  /** Reads the token's file, and makes it if absent. Throws `SecretFileUnsafe` where others could read it. */
  constructor(
    config: Pick<AccessConfig, 'token' | 'dataFolder' | 'allowedHosts' | 'allowedOrigins'>,
    private readonly now: () => Date,
  ) {
    this.token = config.token ?? localToken(config.dataFolder ?? '.');
    this.hosts = new Set([...LOOPBACK, ...config.allowedHosts].map((each) => each.toLowerCase()));
    this.origins = new Set(config.allowedOrigins);
  }

  authenticate(caller: CallerFacts): Promise<Principal | undefined> {
    const known = this.knowsBearer(caller.authorization) || this.knowsSession(caller);
    return Promise.resolve(known ? EVERYTHING : undefined);
  }

  refusesOrigin({ host, origin }: CallerFacts): string | undefined {
    if (host === undefined || !this.hosts.has(host.toLowerCase().replace(/:\d+$/, '')))
      return 'This host is not called by that name';
    if (origin === undefined) return undefined;
    const own = origin === `http://${host}` || origin === `https://${host}`;
    return own || this.origins.has(origin) ? undefined : 'Pages of another origin may not call this host';
  }

  /** Whether the header carries the token itself. */
  knowsBearer(authorization: string | undefined): boolean {
    const bearer = bearerOf(authorization);
    return bearer !== undefined && sameSecret(bearer, this.token);
  }

  /** The cookie for a caller who showed a sign-in code. Scripts cannot read it, other sites cannot send it. */
  sessionCookie({ secure }: { readonly secure: boolean }): string {
    const value = sealSession(this.token, new Date(this.now().getTime() + SESSION_MS));
    return cookie(value, SESSION_MS / 1000, secure);
  }

  /** The cookie that ends a session in the browser that holds it. */
  endedSessionCookie({ secure }: { readonly secure: boolean }): string {
    return cookie('', 0, secure);
  }

  /** A browser says its origin with whatever changes something; a cookie that comes without it is not from our page. */
  private knowsSession({ method, cookie: header, origin }: CallerFacts): boolean {
    if (!READS.has(method) && origin === undefined) return false;
    const session = cookieNamed(SESSION_COOKIE, header);
    return session !== undefined && sessionValid(this.token, session, this.now());
  }
}

const cookie = (value: string, maxAge: number, secure: boolean): string =>
  `${SESSION_COOKIE}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

function cookieNamed(name: string, header: string | undefined): string | undefined {
  return header
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
