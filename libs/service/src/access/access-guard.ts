import { type CanActivate, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import type { Authenticator, CallerFacts } from './authenticator';
import type { AccessCode, Principal } from './principal';

const ACCESS = 'contact-sync:access';

/** Who may call a route (or every route of a controller): those who have all of these codes; with none, whoever is signed in. */
export const Access = (...codes: AccessCode[]): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, codes);

/** Open to everybody: for sign-in and the like. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, 'public');

/** The caller, as a handler's parameter. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
  if (principal === undefined) throw new Problem(401, 'Sign in first');
  return principal;
});

/** Lets in those whom the route's decorator names. A route without one is closed, so that forgetting it shows at once. */
export class AccessGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(private readonly authenticator: Authenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const rule = this.reflector.getAllAndOverride<AccessCode[] | 'public' | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await signedIn(this.authenticator, request);
    if (rule === undefined) throw new Problem(403, 'This route says nobody may call it');
    const missing = rule.filter((code) => !principal.accessCodes.has(code));
    if (missing.length > 0)
      throw new Problem(403, `This needs the access ${missing.length > 1 ? 'codes' : 'code'} ${missing.join(', ')}`);
    return true;
  }
}

/** The caller of a request; throws the 401 problem for one who is not signed in. */
export async function signedIn(authenticator: Authenticator, request: FastifyRequest): Promise<Principal> {
  request.principal ??= await authenticator.authenticate(callerFacts(request));
  if (request.principal === undefined)
    throw new Problem(401, 'Sign in first', { headers: { 'WWW-Authenticate': 'Bearer' } });
  return request.principal;
}

export function callerFacts({ method, headers }: FastifyRequest): CallerFacts {
  const { authorization, cookie, host, origin } = headers;
  return {
    method,
    ...(authorization === undefined ? {} : { authorization }),
    ...(cookie === undefined ? {} : { cookie }),
    ...(host === undefined ? {} : { host }),
    ...(origin === undefined ? {} : { origin }),
  };
}
