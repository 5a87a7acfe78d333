import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { BearerTokens } from '../serving/bearer-tokens';
import type { SimulatorContext } from '../serving/simulator-context';

const FIELDS = ['grant_type', 'client_id', 'scope', 'client_secret'];

/** The token issuer of KMD Logic; its path is known in any case. */
export function identityHost(context: SimulatorContext, tokens: BearerTokens): (app: FastifyInstance) => void {
  return (app) => {
    app.post('/clientcredentials/token', (request, reply) => {
      const { clientId, clientSecret, scope } = context.secrets.logic;
      const type = request.headers['content-type'] ?? '';
      const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
      const names = [...form.keys()];
      const refuse = (status: number, error: string, code: number, description: string) =>
        reply.code(status).send({
          error,
          error_description: `AADB2C${code}: ${description}`,
          error_codes: [code],
          timestamp: context.now().toISOString().replace('T', ' ').slice(0, 19) + 'Z',
          trace_id: randomUUID(),
          correlation_id: randomUUID(),
        });
      if (
        !/^application\/x-www-form-urlencoded\b/i.test(type) ||
        request.headers.authorization !== undefined ||
        names.length !== FIELDS.length ||
        FIELDS.some((field) => !names.includes(field))
      ) {
        return refuse(400, 'invalid_request', 90001, 'The request takes exactly the documented form fields.');
      }
      if (form.get('grant_type') !== 'client_credentials') {
        return refuse(400, 'unsupported_grant_type', 90086, 'The grant is not supported.');
      }
      if (form.get('client_id') !== clientId) return refuse(400, 'unauthorized_client', 90002, 'Unknown application.');
      if (form.get('client_secret') !== clientSecret) return refuse(401, 'invalid_client', 90081, 'Wrong secret.');
      if (form.get('scope') !== scope) return refuse(400, 'invalid_scope', 90117, 'The scope is not supported.');
      const seconds = context.options.tokenSeconds;
      return reply
        .header('cache-control', 'no-store')
        .send({ token_type: 'Bearer', expires_in: seconds, access_token: tokens.issue(seconds) });
    });
  };
}
