import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Subscriptions } from '../kmd-logic/subscriptions';
import type { CprDirekte } from '../cpr-direkte/cpr-direkte';
import type { RunningFileServer } from '../cpr-files/ftp-server';
import { readFaultRule } from '../misbehaving/fault';
import type { FaultDesk } from '../misbehaving/fault-desk';
import { ENTITY_SETS, type EntitySets } from '../odata/entity-sets';
import type { RequestLog } from '../requests/request-log';
import { type SimulatorContext, TARGETS } from '../serving/simulator-context';
import type { SorFileShelf } from '../sor-files/file-shelf';
import { readLifeEventWish } from './life-event-wish';
import { cprRoutes } from './cpr-routes';
import { fileServerRoutes } from './file-server-routes';
import { organisationRoutes } from './organisation-routes';
import { personRoutes } from './person-routes';
import { propertyRoutes } from './property-routes';

interface Parts {
  readonly context: SimulatorContext;
  readonly addresses: object;
  readonly faults: FaultDesk;
  readonly requests: RequestLog;
  readonly subscriptions: Subscriptions;
  readonly sets: EntitySets;
  readonly sorFiles: SorFileShelf;
  readonly cprDirekte: CprDirekte;
  readonly cprFileServer: RunningFileServer;
  readonly withdrawTokens: () => void;
}

type Query = Record<string, string | undefined>;

const MOST_LISTED = 1000;

/** The simulator's own interface. Who calls shows the token that stands in its folder. */
export function controlHost(parts: Parts): (app: FastifyInstance) => void {
  const { context, addresses, faults, requests, subscriptions, sets } = parts;
  const { world } = context;
  const expected = Buffer.from(`Bearer ${context.secrets.control}`);
  return (app) => {
    app.addHook('onRequest', async (request, reply) => {
      const shown = Buffer.from(request.headers.authorization ?? '');
      const fits = shown.length === expected.length && timingSafeEqual(shown, expected);
      return fits
        ? undefined
        : reply.code(401).send({ fault: 'the token of the control interface is missing or wrong' });
    });

    app.get('/control/addresses', (_request, reply) => reply.send(addresses));

    organisationRoutes(app, { world: context.organisations, files: parts.sorFiles, now: context.now });

    propertyRoutes(app, context.properties, context.now);

    personRoutes(app, context.persons);

    cprRoutes(app, { office: context.cprOffice, direkte: parts.cprDirekte });
    fileServerRoutes(app, parts.cprFileServer);

    /** Active units to begin with: companies and their production units. */
    app.get('/control/companies', (request, reply) => {
      const { limit = '10' } = request.query as Query;
      const wanted = Math.min(Number(limit) || 0, MOST_LISTED);
      const found: object[] = [];
      for (const { kind, number } of world.identities()) {
        if (found.length >= wanted) break;
        const state = kind === 'company' ? world.stateOf(number) : undefined;
        if (!state?.active) continue;
        const units = world.unitsOf(number).map((unit) => unit.number);
        found.push({ number, name: state.name, units });
      }
      return reply.send({ ...world.size, companies: found });
    });

    app.post('/control/life-events', (request, reply) => {
      const wish = readLifeEventWish(request.body);
      if (typeof wish === 'string') return badRequest(reply, wish);
      try {
        const applied =
          'event' in wish
            ? [world.apply(wish.event, wish.telling)]
            : world.play(wish.count, wish.seed ?? String(context.now().getTime()), wish.kinds);
        return reply.send({ applied, importStatus: world.importStatus() });
      } catch (error) {
        if (error instanceof RangeError) return badRequest(reply, error.message);
        throw error;
      }
    });
    app.post('/control/imports', (_request, reply) => {
      world.completeImport();
      return reply.send(world.importStatus());
    });

    app.get('/control/faults', (_request, reply) => reply.send(faults.list()));
    app.post('/control/faults', (request, reply) => {
      const rule = readFaultRule(request.body);
      return typeof rule === 'string' ? badRequest(reply, rule) : reply.code(201).send({ id: faults.add(rule) });
    });
    app.delete('/control/faults', (request, reply) => {
      const { id, target } = request.query as Query;
      const known = TARGETS.find((each) => each === target);
      if (target !== undefined && known === undefined)
        return badRequest(reply, `target is one of ${TARGETS.join(', ')}`);
      faults.clear(id === undefined ? known : Number(id));
      return reply.code(204).send();
    });

    app.delete('/control/tokens', (_request, reply) => {
      parts.withdrawTokens();
      return reply.code(204).send();
    });

    /** `?ids=26911745,1003387453`: CVR numbers and P-numbers. */
    app.get('/control/state', (request, reply) => {
      const { ids = '', day } = request.query as Query;
      const numbers = ids.split(',').slice(0, MOST_LISTED);
      return reply.send(numbers.map((number) => world.stateOf(number, day) ?? { number, unknown: true }));
    });
    app.get('/control/subscriptions', (_request, reply) => reply.send(subscriptions.list()));
    app.get('/control/requests', (request, reply) => {
      const { target } = request.query as Query;
      const known = TARGETS.find((each) => each === target);
      if (target !== undefined && known === undefined)
        return badRequest(reply, `target is one of ${TARGETS.join(', ')}`);
      const counts = Object.fromEntries(TARGETS.map((each) => [each, requests.count(each)]));
      return reply.send({ counts, last: requests.list(known) });
    });
    app.get('/control/odata', (_request, reply) =>
      reply.send(Object.fromEntries(ENTITY_SETS.map((set) => [set, sets.list(set)]))),
    );
  };
}

function badRequest(reply: FastifyReply, fault: string): FastifyReply {
  return reply.code(400).send({ fault });
}
