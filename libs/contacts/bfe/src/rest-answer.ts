import type {
  AdresseRow,
  EjendomsbeliggenhedRow,
  EjerlavRow,
  HusnummerRow,
  JordstykkeRow,
  NavngivenVejRow,
  PostnummerRow,
  Row,
} from '@contact-sync/contacts-datafordeler';
import type { AddressRows, CadastralFacts } from './facts';
import { member, membersOf, objectsIn, readable, type Block } from './rest-block';

/** A property as BestemtFastEjendom tells it: the row of now, and of land its parcels with their districts. */
export interface CadastralAnswer extends CadastralFacts {
  readonly bfeNumber: string;
  /** Absent where the answer has no list of parcels. */
  readonly MAT_Jordstykke?: readonly JordstykkeRow[];
  readonly MAT_Ejerlav: ReadonlyMap<string, readonly EjerlavRow[]>;
}

/** The properties of an answer of Matriklen2 BestemtFastEjendom (bfe.md, 5). Members may be written in any case. */
export function cadastralAnswers(answer: object): CadastralAnswer[] {
  const of = (name: string): Block[] => membersOf(member(answer as Block, name));
  const none = { MAT_SamletFastEjendom: [], MAT_Ejerlejlighed: [], MAT_BygningPaaFremmedGrundFlade: [] };
  const empty = { ...none, MAT_BygningPaaFremmedGrundPunkt: [], MAT_Ejerlav: new Map<string, EjerlavRow[]>() };
  const numbered = (block: Block, rest: Partial<CadastralAnswer>): CadastralAnswer[] => {
    const bfeNumber = readable(member(block, 'BFEnummer') ?? member(block, 'id_lokalId'));
    return bfeNumber === undefined ? [] : [{ bfeNumber, ...empty, ...rest }];
  };
  return [
    ...of('samletFastEjendom').flatMap((block) => {
      const row = {
        ...propertyRow(block),
        erFaelleslod: flag(block, 'erFaelleslod'),
        arbejderbolig: flag(block, 'arbejderbolig'),
        landbrugsnotering: readable(member(block, 'landbrugsnotering')) ?? null,
        udskiltVej: flag(block, 'udskiltVej'),
        hovedejendomOpdeltIEjerlejligh:
          flag(block, 'hovedejendomOpdeltIEjerlejligheder') ?? flag(block, 'hovedejendomOpdeltIEjerlejligh'),
      };
      return numbered(block, { MAT_SamletFastEjendom: [row], ...parcelsOfLand(block, row.id_lokalId) });
    }),
    ...of('ejerlejlighed').flatMap((block) => {
      const row = {
        ...propertyRow(block),
        ejerlejlighedsnummer: readable(member(block, 'ejerlejlighedsnummer')) ?? null,
        samletAreal: readable(member(block, 'samletAreal')) ?? null,
        iBygningPaaFremmedGrund: flag(block, 'iBygningPaaFremmedGrund'),
        samletFastEjendomLokalId: landIdOf(block),
      };
      return numbered(block, { MAT_Ejerlejlighed: [row] });
    }),
    ...of('bygningPaaFremmedGrund').flatMap((block) => {
      const row = {
        ...propertyRow(block),
        opdeltIEjerlejligheder: flag(block, 'opdeltIEjerlejligheder'),
        paaHavet: flag(block, 'paaHavet'),
        samletFastEjendomLokalId: landIdOf(block),
      };
      // Whether it is known by an area or by a point makes no difference here.
      return numbered(block, { MAT_BygningPaaFremmedGrundFlade: [row] });
    }),
  ];
}

/** A location as Ejendomsbeliggenhed tells it, and the rows of DAR inside it. */
export interface LocationAnswer extends AddressRows {
  readonly row: EjendomsbeliggenhedRow;
  /** Whether it leads anywhere: to an address, a house number or a text. Else nothing may be said of the address. */
  readonly isTold: boolean;
}

/** The locations of an answer of EBR Ejendomsbeliggenhed or BFEnrAdresse. */
export function locationAnswers(answer: object): LocationAnswer[] {
  return membersOf(answer).flatMap((block) => {
    const number = readable(member(block, 'bestemtFastEjendomBFENr'));
    if (number === undefined) return [];
    const [address] = objectsIn(member(block, 'adresse'));
    const [house] = [...objectsIn(address && member(address, 'husnummer')), ...objectsIn(member(block, 'husnummer'))];
    const [road] = objectsIn(house && member(house, 'navngivenVej'));
    const [postcode] = objectsIn(house && member(house, 'postnummer'));
    const adresseLokalId = idOf(address) ?? readable(member(block, 'adresseLokalId')) ?? null;
    const husnummerLokalId = idOf(house) ?? readable(member(block, 'husnummerLokalId')) ?? null;
    const betegnelse = readable(member(block, 'betegnelse')) ?? null;
    return [
      {
        row: {
          ...period(block),
          id_lokalId: idOf(block) ?? '',
          bestemtFastEjendomBFENr: number,
          adresseLokalId,
          husnummerLokalId,
          betegnelse,
          kommuneinddelingKommunekode: readable(member(block, 'kommuneinddelingKommunekode')) ?? null,
          status: readable(member(block, 'status')) ?? null,
        },
        isTold: adresseLokalId !== null || husnummerLokalId !== null || betegnelse !== null,
        DAR_Adresse: one<AdresseRow>(address, (block) => ({
          adressebetegnelse: readable(member(block, 'adressebetegnelse')) ?? null,
          etagebetegnelse: readable(member(block, 'etagebetegnelse')) ?? null,
          doerbetegnelse: readable(member(block, 'dørbetegnelse') ?? member(block, 'doerbetegnelse')) ?? null,
          husnummer: idOf(house) ?? null,
        })),
        DAR_Husnummer: one<HusnummerRow>(house, (block) => ({
          adgangsadressebetegnelse: readable(member(block, 'adgangsadressebetegnelse')) ?? null,
          husnummertekst: readable(member(block, 'husnummertekst')) ?? null,
          postnummer: idOf(postcode) ?? null,
          navngivenVej: idOf(road) ?? null,
        })),
        DAR_Postnummer: one<PostnummerRow>(postcode, (block) => ({
          postnr: readable(member(block, 'postnr')) ?? null,
          navn: readable(member(block, 'navn')) ?? null,
        })),
        DAR_NavngivenVej: one<NavngivenVejRow>(road, (block) => ({
          vejnavn: readable(member(block, 'vejnavn')) ?? null,
        })),
      },
    ];
  });
}

function parcelsOfLand(land: Block, landId: string): Partial<CadastralAnswer> {
  const listed = member(land, 'jordstykke');
  if (!Array.isArray(listed)) return {};
  const districts = new Map<string, EjerlavRow[]>();
  const parcels = membersOf(listed).map((block): JordstykkeRow => {
    // REST has the district's code and name in the parcel.
    const district = readable(member(block, 'ejerlavskode')) ?? null;
    const name = readable(member(block, 'ejerlavsnavn'));
    if (district !== null && name !== undefined) {
      districts.set(district, [{ id_lokalId: district, ejerlavsnavn: name, virkningFra: null, virkningTil: null }]);
    }
    return {
      ...period(block),
      id_lokalId: idOf(block) ?? '',
      status: readable(member(block, 'status')) ?? null,
      matrikelnummer: readable(member(block, 'matrikelnummer')) ?? null,
      delnummer: readable(member(block, 'delnummer')) ?? null,
      ejerlavLokalId: district,
      samletFastEjendomLokalId: landId,
      registreretAreal: readable(member(block, 'registreretAreal')) ?? null,
    };
  });
  return { MAT_Jordstykke: parcels, MAT_Ejerlav: districts };
}

function propertyRow(block: Block) {
  const number = readable(member(block, 'BFEnummer'));
  return {
    ...period(block),
    id_lokalId: idOf(block) ?? number ?? '',
    BFEnummer: number ?? null,
    status: readable(member(block, 'status')) ?? null,
  };
}

function landIdOf(block: Block): string | null {
  return readable(member(block, 'samletFastEjendomBFEnummer') ?? member(block, 'samletFastEjendomLokalId')) ?? null;
}

function period(block: Block): Row {
  const time = (name: string): string | null => readable(member(block, name)) ?? null;
  return {
    registreringFra: time('registreringFra'),
    registreringTil: time('registreringTil'),
    virkningFra: time('virkningFra'),
    virkningTil: time('virkningTil'),
  };
}

function one<R extends Row & { readonly id_lokalId: string }>(
  block: Block | undefined,
  fieldsOf: (block: Block) => Omit<R, 'id_lokalId' | keyof Row>,
): ReadonlyMap<string, readonly R[]> {
  const id = idOf(block);
  if (block === undefined || id === undefined) return new Map();
  const row = { ...period(block), id_lokalId: id, ...fieldsOf(block) } as unknown as R;
  return new Map([[id, [row]]]);
}

const idOf = (block: Block | undefined): string | undefined => block && readable(member(block, 'id_lokalId'));

function flag(block: Block, name: string): boolean | null {
  const value = member(block, name);
  return typeof value === 'boolean' ? value : null;
}
