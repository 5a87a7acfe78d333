import type { FastifyInstance, FastifyReply } from 'fastify';
import type { SimulatorContext } from '../../serving/simulator-context';
import { restPersonsHost } from '../cpr/rest-persons-host';
import { propertyMethods } from './property-methods';
import { companyAnswer, type LookUpOptions, productionUnitAnswer } from './unit-answer';

const SERVICE = '/CVR/HentCVRData/1/rest';

interface LookUp {
  readonly method: string;
  readonly key: string;
  readonly digits: number;
  /** The block that says who is found, and is empty where nobody is. */
  readonly block: string;
  readonly answer: typeof companyAnswer;
}

const LOOK_UPS: readonly LookUp[] = [
  {
    method: 'hentVirksomhedMedCVRNummer',
    key: 'pcvrnummer',
    digits: 8,
    block: 'virksomhed',
    answer: companyAnswer,
  },
  {
    method: 'hentProduktionsenhedMedPNummer',
    key: 'ppnummer',
    digits: 10,
    block: 'produktionsenhed',
    answer: productionUnitAnswer,
  },
];

/** Serves HentCVRData and real property. Who may call is seen by the client certificate of the connection. */
export function restHost(context: SimulatorContext) {
  const { world, now, options } = context;
  return (app: FastifyInstance): void => {
    propertyMethods(app, context);
    restPersonsHost(app, context);
    app.setNotFoundHandler((_request, reply) => reply.code(404).send());
    for (const { method, key, digits, block, answer } of LOOK_UPS) {
      app.get(`${SERVICE}/${method}`, (request, reply) => {
        const parameters = caseless(request.query as Readonly<Record<string, unknown>>);
        const number = parameters.get(key);
        const wanted = lookUpOptions(parameters, now());
        if (number === undefined || !/^\d{1,10}$/.test(number) || wanted === undefined) {
          return reply.code(400).send({ error: `${method} does not take these parameters` });
        }
        const unit = digits === 8 ? world.company(number.padStart(8, '0')) : world.unit(number.padStart(10, '0'));
        const found = unit && answer(world, unit, wanted);
        return found === undefined ? notFound(reply, block, options.restNotFound) : reply.send(found);
      });
    }
  };
}

const notFound = (reply: FastifyReply, block: string, way: '404' | 'empty') =>
  way === '404' ? reply.code(404).send() : reply.send({ [block]: {} });

/** Parameters by their names in small letters: clients in use write them differently. */
const caseless = (query: Readonly<Record<string, unknown>>) =>
  new Map(Object.entries(query).map(([name, value]) => [name.toLowerCase(), String(value)]));

function lookUpOptions(parameters: ReadonlyMap<string, string>, now: Date): LookUpOptions | undefined {
  const moment = (name: string) => Date.parse(parameters.get(name) ?? now.toISOString());
  const [at, known] = [moment('pvirkningstid'), moment('pregistreringstid')];
  if (Number.isNaN(at) || Number.isNaN(known)) return undefined;
  return {
    day: new Date(at).toISOString().slice(0, 10),
    // Past whatever this millisecond still brings.
    known: `${new Date(known).toISOString().slice(0, -1)}999Z`,
    employment: parameters.get('pinkluderbeskaeftigelse') === 'true',
    productionUnits: parameters.get('pinkluderproduktionsenhedsnumre') === 'true',
  };
}
