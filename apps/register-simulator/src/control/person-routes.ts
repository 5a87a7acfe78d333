import type { FastifyInstance } from 'fastify';
import type { PersonWorld } from '../persons/person-world';
import { readPersonWish } from './person-wish';

type Query = Record<string, string | undefined>;

const MOST_LISTED = 1000;

/** Persons: what is so, and what happens to them. Their numbers stand in bodies, never in an address. */
export function personRoutes(app: FastifyInstance, world: PersonWorld): void {
  /** Active persons to begin with. */
  app.get('/control/persons', (request, reply) => {
    const { limit = '30' } = request.query as Query;
    const wanted = Math.min(Number(limit) || 0, MOST_LISTED);
    const persons: object[] = [];
    for (const number of world.numbers()) {
      if (persons.length >= wanted) break;
      const state = world.find(number);
      if (state?.status !== '01') continue;
      const { first, last } = state.addressing;
      const { address, birthDate, civil } = state;
      const home = address ? `${address.line}, ${address.postcode} ${address.postDistrict}` : null;
      persons.push({ number, name: `${first} ${last}`.trim(), birthDate, civil: civil.code, address: home });
    }
    return reply.send({ size: world.size, start: world.start, persons });
  });

  /** `{numbers, day?}` */
  app.post('/control/persons/state', (request, reply) => {
    const { numbers, day } = (request.body ?? {}) as { numbers?: unknown; day?: unknown };
    if (!Array.isArray(numbers) || numbers.length > MOST_LISTED) {
      return reply.code(400).send({ fault: `numbers are at most ${MOST_LISTED} person numbers` });
    }
    if (day !== undefined && !(typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day))) {
      return reply.code(400).send({ fault: 'day is YYYY-MM-DD' });
    }
    const found = numbers.map(String).map((number) => world.find(number, day) ?? { number, unknown: true });
    return reply.send(found);
  });

  app.post('/control/persons/events', (request, reply) => {
    const wish = readPersonWish(request.body);
    if (typeof wish === 'string') return reply.code(400).send({ fault: wish });
    try {
      const applied =
        'event' in wish
          ? [world.apply(wish.event)]
          : world.play(wish.count, wish.seed ?? String(world.now().getTime()));
      return reply.send({ applied });
    } catch (error) {
      if (error instanceof RangeError) return reply.code(400).send({ fault: error.message });
      throw error;
    }
  });
}
