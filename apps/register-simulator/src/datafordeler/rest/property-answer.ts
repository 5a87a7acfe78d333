import type { PropertyWorld } from '../../properties/property-world';
import { KINDS_OF_PROPERTY, type PropertyEntity, type Value } from '../../properties/rows';
import { heldAt, type Moments, type Row } from '../queries/conditions';
import { ADDRESS, DAR, HOUSE_NUMBER } from '../properties/address-services';
import { BUILDING_AREA, BUILDING_POINT, FLAT, LAND, MAT } from '../properties/cadastre-service';
import { type Service, STORED } from '../schema/entity';
import { danishStamp } from './danish-stamp';

/** Puts answers of the old services together out of the rows. */
export class PropertyAnswers {
  constructor(
    private readonly world: PropertyWorld,
    private readonly moments: Moments,
  ) {}

  /** A property of the cadastre with its parcels and what lies on it, by the kind of its row. */
  property(entity: PropertyEntity, row: Row): object {
    const id = String(row['id_lokalId']);
    if (entity === LAND.name) {
      const { hovedejendomOpdeltIEjerlejligh, ...own } = shown(row, LAND.fields);
      return {
        ...own,
        hovedejendomOpdeltIEjerlejligheder: hovedejendomOpdeltIEjerlejligh,
        jordstykke: this.held('MAT_Jordstykke', 'samletFastEjendomLokalId', id).map((parcel) => this.parcel(parcel)),
        ejerlejlighed: this.flatsIn('samletFastEjendomLokalId', id),
        bygningPaaFremmedGrund: [BUILDING_AREA, BUILDING_POINT].flatMap(({ name }) =>
          this.held(name as PropertyEntity, 'samletFastEjendomLokalId', id).map((building) => ({
            ...inShort(building),
            ejerlejlighed: this.flatsOf(building),
          })),
        ),
      };
    }
    const fields = entity === FLAT.name ? FLAT.fields : BUILDING_AREA.fields;
    const { samletFastEjendomLokalId, ...own } = shown(row, fields);
    return {
      ...own,
      samletFastEjendomBFEnummer: samletFastEjendomLokalId ?? null,
      ...(entity === FLAT.name ? { ejerlejlighedslod: [] } : { ejerlejlighed: this.flatsOf(row) }),
    };
  }

  /** A location with the address it leads to, whole. */
  location(row: Row): object {
    return {
      ...this.plainLocation(row),
      Ejendomstype: this.kindOf(row),
      adresse: this.held('DAR_Adresse', 'id_lokalId', row['adresseLokalId']).map((each) => this.address(each)),
      husnummer: this.held('DAR_Husnummer', 'id_lokalId', row['husnummerLokalId']).map((each) => this.door(each)),
    };
  }

  simpleLocation(row: Row): object {
    const { adresseLokalId, husnummerLokalId } = row;
    return { ...this.plainLocation(row), adresseLokalId, husnummerLokalId };
  }

  locationOfAddress(row: Row): object {
    return { ...this.simpleLocation(row), Ejendomstype: this.kindOf(row) };
  }

  address(row: Row): object {
    const { husnummer, doerpunkt: _point, ...own } = inDanish(shown(row, ADDRESS.fields));
    const [door] = this.held('DAR_Husnummer', 'id_lokalId', husnummer as Value);
    return { ...own, ...(door && { husnummer: this.door(door) }) };
  }

  door(row: Row): object {
    const { navngivenVej, postnummer, kommuneinddeling, ...own } = inDanish(shown(row, HOUSE_NUMBER.fields));
    const [road] = this.held('DAR_NavngivenVej', 'id_lokalId', navngivenVej as Value);
    const [postcode] = this.held('DAR_Postnummer', 'id_lokalId', postnummer as Value);
    const [municipality] = this.held('DAGI_Kommuneinddeling', 'id_lokalId', kommuneinddeling as Value);
    return {
      ...own,
      ...(municipality && {
        kommuneinddeling: {
          id_lokalId: municipality['id_lokalId'],
          kommunekode: municipality['kommunekode'],
          navn: municipality['navn'],
        },
      }),
      ...(road && { navngivenVej: inDanish(shown(road, fieldsOf(DAR, 'DAR_NavngivenVej'))) }),
      ...(postcode && { postnummer: inDanish(shown(postcode, fieldsOf(DAR, 'DAR_Postnummer'))) }),
    };
  }

  /** Rows that hold and whose field has the value. */
  held(entity: PropertyEntity, field: string, value: Value | undefined): Row[] {
    if (value === null || value === undefined) return [];
    const holds = heldAt(this.moments);
    const rows = (this.world.rowsBy(entity, field, [value]) ?? []) as readonly Row[];
    return rows.filter((row) => row[field] === value && holds(row));
  }

  private plainLocation(row: Row): object {
    const { adresseLokalId: _address, husnummerLokalId: _door, ...own } = shown(row, {});
    return own;
  }

  /** Derived: no register has this as a field. */
  private kindOf({ bestemtFastEjendomBFENr }: Row): string | null {
    const id = String(bestemtFastEjendomBFENr);
    const entity = KINDS_OF_PROPERTY.find((each) => this.held(each, 'id_lokalId', id).length > 0);
    return entity?.slice('MAT_'.length).replace(/(Flade|Punkt)$/, '') ?? null;
  }

  private parcel(row: Row): object {
    const { samletFastEjendomLokalId, ejerlavLokalId, ...own } = shown(row, fieldsOf(MAT, 'MAT_Jordstykke'));
    const [district] = this.held('MAT_Ejerlav', 'id_lokalId', ejerlavLokalId as Value);
    return {
      type: 'Jordstykke',
      properties: {
        ...own,
        ejerlavskode: district?.['ejerlavskode'] ?? null,
        ejerlavsnavn: district?.['ejerlavsnavn'] ?? null,
        samletFastEjendomBFEnummer: samletFastEjendomLokalId,
      },
    };
  }

  private flatsOf(building: Row): object[] {
    const id = String(building['id_lokalId']);
    return [
      ...this.flatsIn('b_BygningPaaFremmedGrundFladeL', id),
      ...this.flatsIn('b_BygningPaaFremmedGrundPunktL', id),
    ];
  }

  private flatsIn(field: string, id: string): object[] {
    return this.held('MAT_Ejerlejlighed', field, id).map(inShort);
  }
}

const fieldsOf = (service: Service, name: string) =>
  service.entities.find((entity) => entity.name === name)?.fields ?? {};

const inShort = ({ BFEnummer, status, senesteSagLokalId }: Row) => ({ BFEnummer, status, senesteSagLokalId });

/** What Datafordeler adds to rows, which the old services do not show; and what is no field at all. */
const UNSHOWN = [...Object.keys(STORED), 'ejer', 'ejerBeskyttet', 'oplysninger'];

/** A row with Danish time; fields of the schema that it lacks are null. */
function shown(row: Row, fields: Readonly<Record<string, string>>): Record<string, unknown> {
  const names = [...new Set([...Object.keys(fields), ...Object.keys(row)])].filter((name) => !UNSHOWN.includes(name));
  return Object.fromEntries(
    names.map((name) => {
      const value = row[name] ?? null;
      const isTime = /^(virkning|registrering)(Fra|Til)$/.test(name) && typeof value === 'string';
      return [name, isTime ? danishStamp(value) : value];
    }),
  );
}

/** DAR's names with their Danish letters, which GraphQL cannot have. */
function inDanish(row: Record<string, unknown>): Record<string, unknown> {
  const letters: readonly [RegExp, string][] = [
    [/^doer/, 'dør'],
    [/haendelse$/, 'hændelse'],
    [/omraade$/, 'område'],
    [/aktoer$/, 'aktør'],
    [/Anlaeg$/, 'Anlæg'],
    [/menighedsraads/, 'menighedsråds'],
    [/PaaForeloebigt/, 'PåForeløbigt'],
  ];
  const named = (name: string) => letters.reduce((text, [from, to]) => text.replace(from, to), name);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [named(name), value]));
}
