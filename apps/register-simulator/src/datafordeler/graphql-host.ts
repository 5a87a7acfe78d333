import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BearerTokens } from '../serving/bearer-tokens';
import type { SimulatorContext } from '../serving/simulator-context';
import { cvrRows } from './cvr/cvr-rows';
import { CVR } from './cvr/cvr-service';
import { PersonQueries } from './cpr/person-queries';
import { type Sector, SECTORS } from './cpr/person-schema';
import { BBR, DAGI, DAR, EBR } from './properties/address-services';
import { MAT } from './properties/cadastre-service';
import { EJF, FLEXIBLE_CURRENT } from './properties/owner-services';
import { propertyRows } from './properties/property-rows';
import { type Caller, type PostedQuery, RegisterQueries, type RegisterRows } from './queries/register-queries';
import type { Service } from './schema/entity';
import { schemaText } from './schema/schema-text';

interface Served {
  readonly service: Service;
  readonly rows: RegisterRows;
  readonly versions: () => readonly string[];
}

/** Serves GraphQL. Only the versions of the options exist; every other path is answered by a bare 404. */
export function graphqlHost(context: SimulatorContext, tokens: BearerTokens) {
  const { world, properties, options } = context;
  const served: readonly Served[] = [
    { service: CVR, rows: cvrRows(world), versions: () => options.cvrVersions },
    ...[MAT, EBR, DAR, DAGI, BBR, EJF, FLEXIBLE_CURRENT].map((service) => ({
      service,
      rows: propertyRows(properties, world, service.name),
      versions: () => options.versions[service.name] ?? [],
    })),
  ];
  return (app: FastifyInstance): void => {
    app.setNotFoundHandler((_request, reply) => bareNotFound(reply));
    for (const sector of SECTORS) servePersons(app, sector, context, tokens);
    for (const each of served) serve(app, each, context, tokens);
  };
}

function serve(
  app: FastifyInstance,
  { service, rows, versions }: Served,
  context: SimulatorContext,
  tokens: BearerTokens,
): void {
  const queries = new RegisterQueries(service, rows);
  const exists = (request: FastifyRequest) => versions().includes((request.params as { version: string }).version);
  app.post(`/${service.name}/:version`, (request, reply) => {
    if (!exists(request)) return bareNotFound(reply);
    const caller = callerOf(request, context, tokens);
    if (caller === undefined) return accessDenied(reply);
    const posted = request.body;
    if (!isQuery(posted)) return reply.code(400).send({ errors: [{ message: 'Invalid GraphQL request.' }] });
    const { status, body } = queries.reply(posted, caller);
    return reply.code(status).type(answerType(request)).send(JSON.stringify(body));
  });
  app.get(`/${service.name}/:version/schema`, (request, reply) => {
    if (!exists(request)) return bareNotFound(reply);
    if (callerOf(request, context, tokens) === undefined) return accessDenied(reply);
    return reply.type('text/plain; charset=utf-8').send(schemaText(service));
  });
}

/** CPR's services stand on paths of their own, and each needs an approval. */
function servePersons(app: FastifyInstance, sector: Sector, context: SimulatorContext, tokens: BearerTokens): void {
  const { persons, now, options } = context;
  const queries = new PersonQueries(sector, persons, now);
  app.post(`/CPR/custom/${sector}/:version`, (request, reply) => {
    const { version } = request.params as { version: string };
    if (!options.cprVersions.includes(version)) return bareNotFound(reply);
    const caller = callerOf(request, context, tokens);
    if (caller === undefined) return accessDenied(reply);
    const posted = request.body;
    if (!isQuery(posted)) return reply.code(400).send({ errors: [{ message: 'Invalid GraphQL request.' }] });
    const approved = sector === 'PublicSector' ? options.publicSectorApproved : options.privateSectorApproved;
    const { status, body } = queries.reply(posted, { by: caller.by, approved });
    return reply.code(status).type(answerType(request)).send(JSON.stringify(body));
  });
}

const bareNotFound = (reply: FastifyReply) => reply.code(404).send();

/** A token in the header, or a key in the query: the parameter's name in any case, and a key in no header. */
function callerOf(
  request: FastifyRequest,
  { secrets, options }: SimulatorContext,
  tokens: BearerTokens,
): Caller | undefined {
  if (tokens.accepts(request.headers.authorization)) return { by: 'token', approved: options.ownersApproved };
  const query = request.query as Readonly<Record<string, unknown>>;
  const keys = Object.entries(query).filter(([name]) => name.toLowerCase() === 'apikey');
  const known = keys.length === 1 && keys[0]?.[1] === secrets.datafordeler.apiKey;
  return known ? { by: 'key', approved: false } : undefined;
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
