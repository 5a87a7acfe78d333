import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../serving/simulator-context';
import { KINDS_OF_PROPERTY, type PropertyEntity } from '../../properties/rows';
import type { Row } from '../queries/conditions';
import { PropertyAnswers } from './property-answer';
import { type PropertyParameters, readPropertyParameters } from './property-parameters';

type Found = (parameters: PropertyParameters, answers: PropertyAnswers) => unknown;

/** A method: the lists by one of which it may be asked, and what it answers. */
interface Method {
  readonly path: string;
  readonly by: readonly string[];
  readonly answer: Found;
}

/** Serves the old services for properties, which are asked with a client certificate. */
export function propertyMethods(app: FastifyInstance, { properties, now }: SimulatorContext): void {
  const rowsBy = (entity: PropertyEntity, field: string, values: readonly (string | number)[]) =>
    ((properties.rowsBy(entity, field, values) ?? []) as readonly Row[]).filter((row) =>
      values.some((value) => row[field] === value),
    );

  /** Rows that hold, in the order of their ids, of the page. */
  const paged = (rows: readonly Row[], { status, held, page }: PropertyParameters) =>
    page(
      rows
        .filter((row) => held(row) && (status === undefined || row['status'] === status))
        .sort((one, other) => (String(one['id_lokalId']) < String(other['id_lokalId']) ? -1 : 1)),
    );

  const collection = (features: readonly object[]) => ({
    type: 'FeatureCollection',
    features: features.map((properties) => ({ type: 'Feature', properties })),
  });

  const cadastre =
    (parameter: string, ...entities: readonly PropertyEntity[]): Found =>
    (parameters, answers) => {
      const numbers = (parameters.list(parameter) ?? []).map(Number);
      const found = entities.flatMap((entity) =>
        rowsBy(entity, 'BFEnummer', numbers).map((row) => ({ ...row, _entity: entity })),
      );
      return collection(
        paged(found, parameters).map(({ _entity, ...row }) => answers.property(_entity as PropertyEntity, row)),
      );
    };

  const locations =
    (fields: Readonly<Record<string, string>>, shown: (row: Row, answers: PropertyAnswers) => object): Found =>
    (parameters, answers) => {
      const found = Object.entries(fields).flatMap(([parameter, field]) =>
        rowsBy('EBR_Ejendomsbeliggenhed', field, parameters.list(parameter) ?? []),
      );
      return collection(paged([...new Set(found)], parameters).map((row) => shown(row, answers)));
    };

  const addresses =
    (entity: 'DAR_Adresse' | 'DAR_Husnummer', shown: (row: Row, answers: PropertyAnswers) => object): Found =>
    (parameters, answers) =>
      paged(rowsBy(entity, 'id_lokalId', parameters.list('id') ?? []), parameters).map((row) => shown(row, answers));

  const [land, flat, ...buildings] = KINDS_OF_PROPERTY;
  const methods: readonly Method[] = [
    ...both('/EBR/Ejendomsbeliggenhed/1/REST', [
      {
        path: 'Ejendomsbeliggenhed',
        by: ['BFEnr', 'EBId'],
        answer: locations(BY_NUMBER, (row, answers) => answers.location(row)),
      },
      {
        path: 'EjendomsbeliggenhedSimpel',
        by: ['BFEnr', 'EBId'],
        answer: locations(BY_NUMBER, (row, answers) => answers.simpleLocation(row)),
      },
      {
        path: 'BFEnrAdresse',
        by: ['AdresseId', 'HusnummerId'],
        answer: locations(BY_ADDRESS, (row, answers) => answers.locationOfAddress(row)),
      },
    ]),
    ...both('/Matriklen2/Matrikel/2.0.0/rest', [
      { path: 'SamletFastEjendom', by: ['SFEBFEnr'], answer: cadastre('SFEBFEnr', land) },
      { path: 'Ejerlejlighed', by: ['ELBFEnr'], answer: cadastre('ELBFEnr', flat) },
      { path: 'BygningPaaFremmedGrund', by: ['BPFGBFEnr'], answer: cadastre('BPFGBFEnr', ...buildings) },
      {
        path: 'BestemtFastEjendom',
        by: ['BFEnr'],
        answer: (parameters, answers) => ({
          samletFastEjendom: cadastre('BFEnr', land)(parameters, answers),
          ejerlejlighed: cadastre('BFEnr', flat)(parameters, answers),
          bygningPaaFremmedGrund: cadastre('BFEnr', ...buildings)(parameters, answers),
        }),
      },
    ]),
    ...both('/DAR/DAR/3.0.0/rest', [
      { path: 'adresse', by: ['Id'], answer: addresses('DAR_Adresse', (row, answers) => answers.address(row)) },
      { path: 'husnummer', by: ['Id'], answer: addresses('DAR_Husnummer', (row, answers) => answers.door(row)) },
    ]),
  ];
  for (const { path, by, answer } of methods) {
    app.get(path, (request, reply) => {
      const parameters = readPropertyParameters(request.query as Readonly<Record<string, unknown>>, now());
      if (typeof parameters === 'string') return reply.code(400).send({ error: parameters });
      if (!by.some((name) => parameters.list(name) !== undefined)) {
        return reply.code(400).send({ error: `one of ${by.join(', ')} must be given` });
      }
      return reply.send(answer(parameters, new PropertyAnswers(properties, parameters.moments)));
    });
  }
}

const BY_NUMBER = { BFEnr: 'bestemtFastEjendomBFENr', EBId: 'id_lokalId' };
const BY_ADDRESS = { AdresseId: 'adresseLokalId', HusnummerId: 'husnummerLokalId' };

/** The type in the path is written in either case. */
const both = (base: string, methods: readonly Method[]): Method[] =>
  methods.flatMap((method) =>
    ['rest', 'REST'].map((type) => ({ ...method, path: `${base.replace(/rest$/i, type)}/${method.path}` })),
  );
