import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../../serving/simulator-context';
import { MOST_VALUES } from '../schema/schema-text';
import { describePerson } from './describe-person';
import { LoadedPersons } from './registered-persons';
import { restPerson } from './rest-person';

const SERVICE = '/CPR/CprPersonFullComplete/1';
/** Method, and whether it tells of the present alone. */
const METHODS = { PersonFullListComplete: false, PersonFullCurrentListComplete: true };
const PAGE_SIZE = 500;

/**
 * Serves CprPersonFullComplete. Who may call is seen by the client certificate of the connection. Person numbers stand in
 * its URLs, as in life.
 */
export function restPersonsHost(app: FastifyInstance, { persons: world, now, options }: SimulatorContext): void {
  for (const [method, current] of Object.entries(METHODS)) {
    for (const type of ['rest', 'REST']) {
      app.get(`${SERVICE}/${type}/${method}`, (request, reply) => {
        if (!options.publicSectorApproved) return refused(reply);
        const numbers = askedNumbers(request);
        if (numbers === undefined) return reply.code(400).send({ error: `${method} takes pnr.personnummer.eq or .wi` });
        const persons = new LoadedPersons(world, now());
        const states = numbers.flatMap((number) => persons.personOf(number) ?? []);
        const found = new Map(states.map((state) => [state.number, state]));
        if (found.size === 0 && options.restNotFound === '404') return reply.code(404).send();
        const wanted = [...found.values()].slice(...pageOf(request));
        return reply.send({
          Personer: wanted.map((state) => ({ Person: restPerson(describePerson(state, persons), current) })),
        });
      });
    }
  }
}

/** The numbers asked for; undefined where there are none, or too many. */
function askedNumbers(request: FastifyRequest): readonly string[] | undefined {
  const query = request.query as Readonly<Record<string, unknown>>;
  const given = query['pnr.personnummer.wi'] ?? query['pnr.personnummer.eq'];
  if (typeof given !== 'string' || given === '') return undefined;
  const numbers = given.split('|');
  return numbers.length > MOST_VALUES ? undefined : numbers;
}

function pageOf(request: FastifyRequest): [number, number] {
  const { page, pageSize } = request.query as Readonly<Record<string, unknown>>;
  const size = Math.max(1, Number(pageSize ?? PAGE_SIZE) || PAGE_SIZE);
  const at = Math.max(1, Number(page ?? 1) || 1) - 1;
  return [at * size, (at + 1) * size];
}

const refused = (reply: FastifyReply) =>
  reply
    .code(403)
    .type('application/problem+json')
    .send(JSON.stringify({ title: 'The user has no access to this service.', status: 403, code: 'DAF-AUTH-0001' }));
