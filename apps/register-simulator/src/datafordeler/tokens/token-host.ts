import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BearerTokens } from '../../serving/bearer-tokens';
import type { SimulatorContext } from '../../serving/simulator-context';
import { type ClientProof, type KnownClient, refusedToken } from './token-request';

/** The one realm there is. */
export const TOKEN_PATH = '/realms/distribution/protocol/openid-connect/token';

/** Serves tokens to clients that prove themselves in one way. */
export function tokenHost(context: SimulatorContext, tokens: BearerTokens, proof: ClientProof) {
  return (app: FastifyInstance): void => {
    app.all('/realms/:realm/protocol/openid-connect/token', (request, reply) => {
      if (request.url.split('?', 1)[0] !== TOKEN_PATH) return reply.code(404).send({ error: 'Realm does not exist' });
      if (request.method !== 'POST') return reply.code(405).send({ error: 'HTTP 405 Method Not Allowed' });
      if (!isForm(request)) return reply.code(415).send({ error: 'HTTP 415 Unsupported Media Type' });
      const client = knownClient(context, proof);
      const refused = refusedToken(new URLSearchParams(String(request.body)), proof, client);
      if (refused !== undefined) return unstored(reply).code(refused.status).send(refused.body);
      const seconds = context.options.tokenSeconds;
      return unstored(reply).send({
        access_token: tokens.issue(seconds),
        expires_in: seconds,
        refresh_expires_in: 0,
        token_type: 'Bearer',
        'not-before-policy': 0,
        scope: 'profile email',
      });
    });
  };
}

const isForm = (request: FastifyRequest) =>
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? '');

const unstored = (reply: FastifyReply) => reply.header('cache-control', 'no-store').header('pragma', 'no-cache');

function knownClient({ secrets }: SimulatorContext, proof: ClientProof): KnownClient {
  const { clientId, clientSecret, certificateClientId } = secrets.datafordeler;
  return proof === 'secret' ? { clientId, clientSecret } : { clientId: certificateClientId };
}
