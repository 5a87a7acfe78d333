import type { FastifyInstance, FastifyReply } from 'fastify';
import type { PropertyWorld } from '../properties/property-world';
import { PROPERTY_REGISTERS } from '../properties/rows';
import { readPropertyWish } from './property-wish';

type Query = Record<string, string | undefined>;

const MOST_LISTED = 1000;

/** Real property: what is so, and what happens to it. */
export function propertyRoutes(app: FastifyInstance, world: PropertyWorld, now: () => Date): void {
  const importStatuses = () =>
    Object.fromEntries(PROPERTY_REGISTERS.map((register) => [register, world.importStatus(register)]));

  /** Those of the lowest numbers, the samples first. */
  app.get('/control/properties', (request, reply) => {
    const { limit = '30' } = request.query as Query;
    const wanted = Math.min(Number(limit) || 0, MOST_LISTED);
    const properties: object[] = [];
    for (const { bfe, kind } of world.identities()) {
      if (properties.length >= wanted) break;
      const state = world.stateOf(bfe);
      const { status, ceased, address, designation } = state ?? {};
      properties.push({ bfe, kind, status, ceased, address: address?.text ?? designation ?? null });
    }
    return reply.send({ size: world.size.properties, properties });
  });

  /** `?ids=900000001,900000004`: BFE numbers. */
  app.get('/control/properties/state', (request, reply) => {
    const { ids = '' } = request.query as Query;
    const wanted = ids.split(',').slice(0, MOST_LISTED);
    return reply.send(wanted.map((bfe) => world.stateOf(bfe) ?? { bfe: Number(bfe), unknown: true }));
  });

  app.post('/control/properties/events', (request, reply) => {
    const wish = readPropertyWish(request.body);
    if (typeof wish === 'string') return badRequest(reply, wish);
    try {
      const applied =
        'event' in wish
          ? [world.apply(wish.event, wish.telling)]
          : world.play(wish.count, wish.seed ?? String(now().getTime()), wish.kinds);
      return reply.send({ applied, importStatus: importStatuses() });
    } catch (error) {
      if (error instanceof RangeError) return badRequest(reply, error.message);
      throw error;
    }
  });

  app.post('/control/properties/imports', (_request, reply) => {
    world.completeImport();
    return reply.send(importStatuses());
  });
}

const badRequest = (reply: FastifyReply, fault: string) => reply.code(400).send({ fault });
