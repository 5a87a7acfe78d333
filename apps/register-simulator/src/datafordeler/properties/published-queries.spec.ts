import { buildSchema, executeSync, type GraphQLSchema, parse, validate } from 'graphql';
import { describePublished, describePublishedFolder, published } from '../../../test/published';
import { askingProperties, AT } from '../../../test/asking-properties';
import { SAMPLE_PROPERTIES as SAMPLE } from '../../properties/samples';

const DATA = 'specs/datafordeler/data';

/** Which service each query goes to, by the schema that its first line names. */
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/FLEX_CURRENT/, 'flexibleCurrent'],
  [/MAT_/, 'MAT'],
  [/EBR_/, 'EBR'],
  [/DAR_/, 'DAR'],
  [/DAGI_/, 'DAGI'],
  [/BBR_/, 'BBR'],
];

describePublishedFolder('a published query for properties', `${DATA}/queries/bfe`, (files) => {
  const { world, answer } = askingProperties();
  const [flat, farm] = [SAMPLE.flat, SAMPLE.farm];
  const ids = (field: 'adresseLokalId' | 'husnummerLokalId', bfe: number) =>
    String(
      world
        .rowsBy('EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', [String(bfe)])
        ?.find((row) => row['bestemtFastEjendomBFENr'] === String(bfe))?.[field],
    );
  const door = world.rowsBy('DAR_Husnummer', 'id_lokalId', [ids('husnummerLokalId', farm)])?.[0];
  const parcel = world.rowsBy('MAT_Jordstykke', 'samletFastEjendomLokalId', [String(farm)])?.[0];

  /** What each query is asked with; its answer must hold something. */
  const VARIABLES: Readonly<Record<string, Record<string, unknown>>> = {
    SfeByBfe: { bfe: SAMPLE.house },
    CondominiumByBfe: { bfe: flat },
    BuildingOnForeignLandAreaByBfe: { bfe: SAMPLE.buildingArea },
    BuildingOnForeignLandPointByBfe: { bfe: SAMPLE.buildingPoint },
    ParcelsOfSfe: { sfe: String(farm), after: null },
    EjerlavByIds: { ids: [parcel?.['ejerlavLokalId']] },
    MatKommuneByIds: { ids: [parcel?.['kommuneLokalId']] },
    LocationByBfe: { bfe: String(flat) },
    LocationsByBfeList: { bfes: [String(flat), String(farm)], after: null },
    DarAddressByIds: { ids: [ids('adresseLokalId', flat)] },
    DarHouseNumberByIds: { ids: [ids('husnummerLokalId', farm)] },
    DarPostcodeByIds: { ids: [door?.['postnummer']] },
    DarRoadByIds: { ids: [door?.['navngivenVej']] },
    DagiMunicipalityByCode: { code: '0151' },
    BbrPropertyRelationByBfe: { bfe: farm },
    FlexibleLocation: { bfe: String(flat) },
    FlexibleOwners: { bfe: farm },
    FlexibleAdministrators: { bfe: SAMPLE.divided },
  };

  const schemas = new Map<string, GraphQLSchema>();
  const schemaIn = (file: string) => {
    const schema = schemas.get(file) ?? buildSchema(published(`${DATA}/sdl/${file}`) ?? '');
    schemas.set(file, schema);
    return schema;
  };

  it('has its variables here', () => {
    const names = files.map((text) => /query (\w+)/.exec(text)?.[1]).sort();
    expect(names).toEqual(Object.keys(VARIABLES).sort());
  });

  it.each(Object.keys(VARIABLES))('%s is valid, and answered in the published types', (name) => {
    const text = files.find((file) => file.includes(`query ${name}(`)) ?? '';
    const file = /^# schemas: (\S+)/.exec(text)?.[1] ?? '';
    const schema = schemaIn(file);
    expect(validate(schema, parse(text))).toEqual([]);
    const service = SERVICES.find(([names]) => names.test(file))?.[1] ?? '';
    const variables = { at: AT, ...VARIABLES[name] };
    const { errors, data } = answer(service, text, variables);
    expect(errors).toBeUndefined();
    // The language's own executor takes the fields out of the answer: a missing one, or one of another shape, is an error.
    const taken = executeSync({ schema, document: parse(text), rootValue: data, variableValues: variables });
    expect(taken.errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(taken.data))).toEqual(data);
    expect((Object.values(data ?? {})[0] as { nodes: unknown[] }).nodes).not.toHaveLength(0);
  });

  describePublished('beside the sample bundle', `${DATA}/samples/bfe_graphql_bundle.reconstructed.json`, (bundle) => {
    it('is answered with nodes of the same shape', () => {
      const { _note, ...roots } = JSON.parse(bundle) as Record<string, { nodes?: object[] }>;
      expect(_note).toBeDefined();
      for (const [root, { nodes = [] }] of Object.entries(roots)) {
        const name = Object.keys(VARIABLES).find((each) =>
          files.some(
            (text) =>
              text.includes(`query ${each}(`) &&
              text.includes(`  ${root}(`) &&
              !text.includes('FLEX_CURRENT') === !root.startsWith('EJF'),
          ),
        );
        const text = files.find((file) => file.includes(`query ${name}(`)) ?? '';
        const service = SERVICES.find(([names]) => names.test(text.split('\n', 1)[0] ?? ''))?.[1] ?? '';
        const { data } = answer(service, text, { at: AT, ...VARIABLES[name ?? ''] });
        const own = (data?.[root] as { nodes: object[] }).nodes[0];
        const [sample] = nodes;
        if (sample !== undefined)
          expect([root, Object.keys(own ?? {}).sort()]).toEqual([root, Object.keys(sample).sort()]);
      }
    });
  });
});
