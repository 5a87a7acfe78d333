import type { FastifyInstance } from 'fastify';
import type { BearerTokens } from '../serving/bearer-tokens';
import type { SimulatorContext } from '../serving/simulator-context';

/** The token server of the contact target, as IdentityServer answers. */
export function oauth2Host(context: SimulatorContext, tokens: BearerTokens): (app: FastifyInstance) => void {
  return (app) => {
    app.post('/oauth2/connect/token', (request, reply) => {
      const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
      const { clientId, clientSecret } = context.secrets.odata;
      const refuse = (error: string) => reply.code(400).send({ error });
      if (form.get('grant_type') !== 'client_credentials') return refuse('unsupported_grant_type');
      if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
        return refuse('invalid_client');
      }
      const seconds = context.options.tokenSeconds;
      return reply
        .header('cache-control', 'no-store')
        .send({ access_token: tokens.issue(seconds), expires_in: seconds, token_type: 'Bearer' });
    });
  };
}
