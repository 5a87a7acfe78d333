import type { FastifyInstance, FastifyReply } from 'fastify';
import { danishDay } from '../companies/moments';
import type { OrganisationWorld } from '../organisations/organisation-world';
import type { SorFileShelf } from '../sor-files/file-shelf';
import { readOrganisationWish, readSpoiledFile } from './organisation-wish';

interface Parts {
  readonly world: OrganisationWorld;
  readonly files: SorFileShelf;
  readonly now: () => Date;
}

type Query = Record<string, string | undefined>;

const MOST_LISTED = 1000;

/** Health organisations: what is so, what happens to them, and which of their files are spoiled. */
export function organisationRoutes(app: FastifyInstance, { world, files, now }: Parts): void {
  /** By the clock days may have passed since somebody asked. */
  const catchUp = () => world.turnTo(danishDay(now().getTime()));

  const tried = (reply: FastifyReply, work: () => unknown): FastifyReply => {
    try {
      catchUp();
      return reply.send(work());
    } catch (error) {
      if (error instanceof RangeError) return reply.code(400).send({ fault: error.message });
      throw error;
    }
  };

  /** Open units to begin with. */
  app.get('/control/organisations', (request, reply) =>
    tried(reply, () => {
      const { limit = '10', day } = request.query as Query;
      const wanted = Math.min(Number(limit) || 0, MOST_LISTED);
      const found: object[] = [];
      for (const { sorId, type, name, closed } of world.units(day)) {
        if (found.length >= wanted) break;
        if (!closed) found.push({ sorId, type, name });
      }
      return { day: world.day, size: world.size, organisations: found };
    }),
  );

  /** `?ids=70000011000016002,…&day=`: as that day's file has it. */
  app.get('/control/organisations/state', (request, reply) =>
    tried(reply, () => {
      const { ids = '', day } = request.query as Query;
      const wanted = ids.split(',').slice(0, MOST_LISTED);
      return wanted.map((sorId) => world.stateOf(sorId, day) ?? { sorId, unknown: true });
    }),
  );

  app.post('/control/organisations/events', (request, reply) => {
    const wish = readOrganisationWish(request.body);
    if (typeof wish === 'string') return reply.code(400).send({ fault: wish });
    return tried(reply, () => {
      const applied =
        'event' in wish
          ? [world.apply(wish.event)]
          : world.play(wish.count, wish.seed ?? String(now().getTime()), wish.kinds);
      return { day: world.day, applied };
    });
  });

  /** `{days}`: one where absent. */
  app.post('/control/organisations/turn', (request, reply) => {
    const { days = 1 } = (request.body ?? {}) as { days?: unknown };
    return tried(reply, () => {
      const applied = world.turn(typeof days === 'number' ? days : NaN);
      return { day: world.day, applied };
    });
  });

  app.get('/control/organisations/files', (_request, reply) => reply.send(files.list()));
  app.post('/control/organisations/files', (request, reply) => {
    const wish = readSpoiledFile(request.body);
    if (typeof wish === 'string') return reply.code(400).send({ fault: wish });
    files.spoil(wish);
    return reply.code(201).send(wish);
  });
  app.delete('/control/organisations/files', (_request, reply) => {
    files.mend();
    return reply.code(204).send();
  });
}
