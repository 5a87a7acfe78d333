import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BearerTokens } from '../serving/bearer-tokens';
import { ENTITY_SETS, type EntitySet, type EntitySets, etagOf } from './entity-sets';
import { type Entity, readFilter } from './filter';

/** `/Contacts` or `/Contacts('1001')`. */
const PATH = /^\/odata\/([A-Za-z]+)(?:\('((?:[^']|'')*)'\))?$/;

/** Fields longer than these the service refuses. */
const LONGEST: Readonly<Record<string, number>> = {
  Name1: 150,
  Name2: 150,
  Address1: 150,
  Address2: 150,
  Address3: 150,
};

/**
 * A WorkZone-style OData service, as far as contacts are written to it. Codes are read and written as `X_Value`; the
 * internal key `ID` is a text. Changes are made by PATCH or MERGE, and refused when `If-Match` names another version.
 */
export function odataHost(tokens: BearerTokens, sets: EntitySets): (app: FastifyInstance) => void {
  return (app) => {
    // The old verb of the services that knew no PATCH yet.
    app.addHttpMethod('MERGE', { hasBody: true });
    app.addHook('preHandler', async (request, reply) =>
      tokens.accepts(request.headers.authorization)
        ? undefined
        : reply.code(401).header('www-authenticate', 'Bearer').send(),
    );
    app.route({
      method: ['GET', 'POST', 'PATCH', 'MERGE', 'DELETE'],
      url: '/odata/*',
      handler: (request, reply) => {
        const path = PATH.exec(decodeURIComponent(request.url.split('?')[0] ?? ''));
        const set = ENTITY_SETS.find((name) => name === path?.[1]);
        if (!set) return refuse(reply, 404, 'Resource not found for the segment.');
        const id = path?.[2]?.replaceAll("''", "'");
        return id === undefined ? onSet(request, reply, set, sets) : onEntity(request, reply, { set, id, sets });
      },
    });
  };
}

function onSet(request: FastifyRequest, reply: FastifyReply, set: EntitySet, sets: EntitySets): FastifyReply {
  if (request.method === 'POST') {
    const fields = entityOf(request.body);
    const fault = fields === undefined ? 'The body is no entity.' : faultOf(set, fields, sets);
    if (fields === undefined || fault !== undefined) return refuse(reply, 400, fault ?? '');
    const made = sets.add(set, fields);
    return reply
      .code(201)
      .header('location', `/odata/${set}('${String(made.ID)}')`)
      .send(shown(made));
  }
  if (request.method !== 'GET') return refuse(reply, 405, 'The method is not allowed.');
  const { $filter: filter, $top: top } = request.query as Record<string, string | undefined>;
  const wanted = filter === undefined ? () => true : readFilter(filter);
  if (!wanted) return refuse(reply, 400, 'The filter cannot be read.');
  const found = sets.list(set).filter(wanted);
  return reply.send({ value: (top === undefined ? found : found.slice(0, Number(top))).map(shown) });
}

function onEntity(
  request: FastifyRequest,
  reply: FastifyReply,
  { set, id, sets }: { set: EntitySet; id: string; sets: EntitySets },
): FastifyReply {
  const entity = sets.find(set, id);
  if (!entity) return refuse(reply, 404, 'Resource not found.');
  if (request.method === 'GET') return reply.send(shown(entity));
  const match = request.headers['if-match'];
  if (match !== undefined && match !== '*' && match !== etagOf(entity))
    return refuse(reply, 412, 'It is another by now.');
  if (request.method === 'DELETE') {
    sets.remove(set, id);
    return reply.code(204).send();
  }
  if (request.method === 'POST') return refuse(reply, 405, 'The method is not allowed.');
  const fields = entityOf(request.body);
  const fault = fields === undefined ? 'The body is no entity.' : lengthFault(fields);
  if (fields === undefined || fault !== undefined) return refuse(reply, 400, fault ?? '');
  sets.merge(set, id, fields);
  return reply.code(204).send();
}

function entityOf(body: unknown): Entity | undefined {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Entity) : undefined;
}

function faultOf(set: EntitySet, fields: Entity, sets: EntitySets): string | undefined {
  if (set === 'Contacts') {
    const { NameType_Value: type, NameCode: code } = fields;
    if (typeof type !== 'string' || typeof code !== 'string') return 'NameType_Value and NameCode are required.';
    const twin = sets.list(set).some((each) => each.NameType_Value === type && each.NameCode === code);
    if (twin) return 'A contact with this type and code exists.';
  } else if (typeof fields.Contact_Value !== 'string' || !sets.find('Contacts', fields.Contact_Value)) {
    return 'Contact_Value names no contact.';
  }
  return lengthFault(fields);
}

function lengthFault(fields: Entity): string | undefined {
  const long = Object.entries(LONGEST).find(([name, length]) => {
    const value = fields[name];
    return typeof value === 'string' && value.length > length;
  });
  return long && `${long[0]} is too long.`;
}

function shown(entity: Entity): Entity {
  return { 'odata.etag': etagOf(entity), ...entity };
}

function refuse(reply: FastifyReply, status: number, value: string): FastifyReply {
  return reply.code(status).send({ 'odata.error': { code: '', message: { lang: 'en-US', value } } });
}
