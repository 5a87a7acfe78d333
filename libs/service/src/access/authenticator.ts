import type { Principal } from './principal';

/** The parts of a request that say who calls and from where. */
export interface CallerFacts {
  readonly method: string;
  readonly authorization?: string;
  readonly cookie?: string;
  readonly host?: string;
  readonly origin?: string;
}

/** One way of knowing callers. */
export interface Authenticator {
  /** The caller, or undefined for one who shows nothing valid. Throws `Problem` where that cannot be found out now. */
  authenticate(caller: CallerFacts): Promise<Principal | undefined>;
  /** Why a request from there is refused whoever sends it, public routes included; undefined when it is not. */
  refusesOrigin(caller: CallerFacts): string | undefined;
}

/** The token of `Authorization: Bearer …`. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : /^Bearer ([\x21-\x7e]+)$/i.exec(authorization)?.[1];
}
