import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BearerTokens } from '../serving/bearer-tokens';
import type { SimulatorContext } from '../serving/simulator-context';
import { CvrQueries, type PostedQuery } from './queries/cvr-queries';
import { registerRows } from './register-rows';
import { SCHEMA_TEXT } from './schema/schema-text';
import { cvrSchema } from './schema/schema';

/** Serves GraphQL. Only the versions of the options exist; every other path is answered by a bare 404. */
export function graphqlHost(context: SimulatorContext, tokens: BearerTokens) {
  return (app: FastifyInstance): void => {
    const queries = new CvrQueries(cvrSchema(), registerRows(context.world));
    const served = (request: FastifyRequest) =>
      context.options.cvrVersions.includes((request.params as { version: string }).version);

    app.setNotFoundHandler((_request, reply) => bareNotFound(reply));
    app.post('/CVR/:version', (request, reply) => {
      if (!served(request)) return bareNotFound(reply);
      if (!mayAsk(request, context, tokens)) return accessDenied(reply);
      const posted = request.body;
      if (!isQuery(posted)) return reply.code(400).send({ errors: [{ message: 'Invalid GraphQL request.' }] });
      return reply.type(answerType(request)).send(JSON.stringify(queries.answer(posted)));
    });
    app.get('/CVR/:version/schema', (request, reply) => {
      if (!served(request)) return bareNotFound(reply);
      if (!mayAsk(request, context, tokens)) return accessDenied(reply);
      return reply.type('text/plain; charset=utf-8').send(SCHEMA_TEXT);
    });
  };
}

const bareNotFound = (reply: FastifyReply) => reply.code(404).send();

/** A token in the header, or a key in the query: the parameter's name in any case, and a key in no header. */
function mayAsk(request: FastifyRequest, { secrets }: SimulatorContext, tokens: BearerTokens): boolean {
  if (tokens.accepts(request.headers.authorization)) return true;
  const query = request.query as Readonly<Record<string, unknown>>;
  const keys = Object.entries(query).filter(([name]) => name.toLowerCase() === 'apikey');
  return keys.length === 1 && keys[0]?.[1] === secrets.datafordeler.apiKey;
}

const accessDenied = (reply: FastifyReply) =>
  reply
    .code(401)
    .type('application/problem+json')
    .send(
      JSON.stringify({ title: 'Access denied. No authentication method found.', status: 401, code: 'DAF-AUTH-0005' }),
    );

function isQuery(body: unknown): body is PostedQuery {
  if (typeof body !== 'object' || body === null) return false;
  const { query, variables, operationName } = body as Readonly<Record<string, unknown>>;
  return (
    typeof query === 'string' &&
    (variables === undefined || variables === null || (typeof variables === 'object' && !Array.isArray(variables))) &&
    (operationName === undefined || operationName === null || typeof operationName === 'string')
  );
}

/** The newer media type where a caller takes it. */
const answerType = (request: FastifyRequest) =>
  `application/${(request.headers.accept ?? '').includes('graphql-response+json') ? 'graphql-response+json' : 'json'}; charset=utf-8`;
