import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { UnitIdentity } from '../companies/company-world';
import { faultBody } from '../misbehaving/fault-bodies';
import type { BearerTokens } from '../serving/bearer-tokens';
import type { SimulatorContext } from '../serving/simulator-context';
import { eventsPage } from './events-page';
import { companyModel, unitDetailModel, unitModel } from './models';
import { objectIds } from './object-ids';
import type { Subscriptions } from './subscriptions';

const PREFIX = '/cvr/v1/subscriptions/:subscriptionId/cvr';
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

type Params = Record<string, string>;
type Query = Record<string, string | string[] | undefined>;

/** The gateway with the CVR API of KMD Logic, path by path as its swagger has it (data and events). */
export function gatewayHost(
  context: SimulatorContext,
  tokens: BearerTokens,
  subscriptions: Subscriptions,
): (app: FastifyInstance) => void {
  const { world, secrets } = context;

  /** The register's word on a unit under Logic's name for it. */
  const byObjectId = (objectId: string): UnitIdentity | undefined => {
    const unitId = objectIds(context.options.logicObjectIds).toUnit(objectId);
    return unitId === undefined ? undefined : world.byId(unitId);
  };
  const nameOf = ({ id }: UnitIdentity) => objectIds(context.options.logicObjectIds).toLogic(id);

  const configurationFault = (value: unknown): string | undefined => {
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || !UUID.test(value)) return 'The configurationId is not valid.';
    return value.toLowerCase() === secrets.logic.configurationId ? undefined : 'Invalid configuration';
  };

  /** Answers about one unit; its 404 is a JSON text. */
  const answer = (
    request: FastifyRequest,
    reply: FastifyReply,
    {
      valid,
      unit,
      kind,
      model,
    }: { valid: boolean; unit?: UnitIdentity; kind: UnitIdentity['kind']; model: (unit: UnitIdentity) => object },
  ) => {
    const fault = configurationFault((request.query as Query).configurationId);
    if (fault !== undefined) return jsonText(reply, 400, fault);
    if (!valid) return jsonText(reply, 400, 'The number is not valid.');
    if (unit?.kind !== kind) return jsonText(reply, 404, 'The requested object was not found.');
    return reply.send(model(unit));
  };

  const stateOf = ({ number }: UnitIdentity) => {
    const state = world.stateOf(number);
    if (!state) throw new Error('a unit has a state');
    return state;
  };
  const company = (unit: UnitIdentity) => companyModel(nameOf(unit), stateOf(unit));
  const unitDetail = (unit: UnitIdentity) => unitDetailModel(nameOf(unit), stateOf(unit));
  const unitsOf = (unit: UnitIdentity) =>
    world
      .unitsOf(unit.number)
      .map(stateOf)
      .filter((state) => state.active && state.company === unit.number)
      .map(unitModel);

  return (app) => {
    app.setNotFoundHandler((_request, reply) => gatewayRefusal(reply, 404));
    app.addHook('preHandler', async (request, reply) => {
      if (!tokens.accepts(request.headers.authorization)) return gatewayRefusal(reply, 401);
      const { subscriptionId } = request.params as Params;
      if (subscriptionId !== undefined && subscriptionId.toLowerCase() !== secrets.logic.subscriptionId) {
        return gatewayRefusal(reply, 403);
      }
      return undefined;
    });

    app.get(`${PREFIX}/by-cvr/:cvr`, (request, reply) => {
      const { cvr = '' } = request.params as Params;
      return answer(request, reply, { valid: isCvr(cvr), unit: world.company(cvr), kind: 'company', model: company });
    });
    app.get(`${PREFIX}/by-id/:id`, (request, reply) => {
      const unit = byObjectId((request.params as Params).id ?? '');
      return answer(request, reply, { valid: true, unit, kind: 'company', model: company });
    });
    app.get(`${PREFIX}/production-units/by-cvr/:cvr`, (request, reply) => {
      const { cvr = '' } = request.params as Params;
      return answer(request, reply, { valid: isCvr(cvr), unit: world.company(cvr), kind: 'company', model: unitsOf });
    });
    app.get(`${PREFIX}/production-unit-detail/:pNumber`, (request, reply) => {
      const { pNumber = '' } = request.params as Params;
      const valid = /^\d{10}$/.test(pNumber);
      return answer(request, reply, { valid, unit: world.unit(pNumber), kind: 'production-unit', model: unitDetail });
    });
    app.get(`${PREFIX}/production-unit-detail-by-id/:id`, (request, reply) => {
      const unit = byObjectId((request.params as Params).id ?? '');
      return answer(request, reply, { valid: true, unit, kind: 'production-unit', model: unitDetail });
    });

    for (const path of ['events', 'subscribed-events'] as const) {
      app.get(`${PREFIX}/${path}`, (request, reply) => {
        const query = request.query as Query;
        const fault = configurationFault(query.configurationId);
        if (fault !== undefined) return jsonText(reply, 400, fault);
        const ids = objectIds(context.options.logicObjectIds);
        const page = eventsPage(world.notices(), query, ids, path === 'events' ? undefined : subscriptions);
        if (typeof page === 'string') return jsonText(reply, 400, page);
        return reply.send(path === 'events' ? page.events : page);
      });
    }

    app.post(`${PREFIX}/subscribe/:objectId`, (request, reply) => {
      const { objectId = '' } = request.params as Params;
      const { configurationId } = (request.body ?? {}) as { configurationId?: unknown };
      const fault = configurationId === undefined ? 'The field is required.' : configurationFault(configurationId);
      if (fault !== undefined) return reply.code(400).send({ configurationId: fault });
      if (!byObjectId(objectId)) return reply.code(400).send({ objectId: 'The object is not known.' });
      subscriptions.add(objectId, secrets.logic.configurationId, context.now());
      return jsonText(reply, 200, randomUUID());
    });
    // The configuration stands in the query here, and in the body above.
    app.delete(`${PREFIX}/unsubscribe/:objectId`, (request, reply) => {
      const { objectId = '' } = request.params as Params;
      const fault = configurationFault((request.query as Query).configurationId);
      if (fault !== undefined) return reply.code(400).send({ configurationId: fault });
      if (!subscriptions.remove(objectId)) return reply.code(400).send({ objectId: 'There is no subscription.' });
      return reply.code(200).send();
    });

    const configuration = () => ({
      id: secrets.logic.configurationId,
      subscriptionId: secrets.logic.subscriptionId,
      name: 'Register simulator',
      environment: 'Test',
      provider: 'FakeProvider',
    });
    app.get(`${PREFIX}/configurations`, (_request, reply) => reply.send([configuration()]));
    app.get(`${PREFIX}/configurations/:configurationId`, (request, reply) => {
      const { configurationId = '' } = request.params as Params;
      if (!UUID.test(configurationId)) return reply.code(400).send();
      if (configurationId.toLowerCase() !== secrets.logic.configurationId) return reply.code(404).send();
      return reply.send(configuration());
    });
  };
}

function isCvr(text: string): boolean {
  return /^[1-9]\d{7}$/.test(text);
}

/** A text as JSON, which a framework would send as it is. */
function jsonText(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(text));
}

function gatewayRefusal(reply: FastifyReply, status: number): FastifyReply {
  const { type, body } = faultBody('gateway', status);
  return reply
    .code(status)
    .type(type ?? 'application/json')
    .send(body);
}
