/** What a schema says of one entity: the fields of its rows, how they may be filtered, what a filter must hold. */
export interface Entity {
  readonly name: string;
  /** Field name to type, as in the schema language. */
  readonly fields: Readonly<Record<string, string>>;
  /** Field name to the kind of filter, or to the kind and the bounds its values must keep. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** At least one of these must be filtered on, or one of `requiresTime` be given. */
  readonly requires: readonly string[];
  /** Time arguments either of which stands for a filter. */
  readonly requiresTime?: readonly TimeArgument[];
  /** The time arguments of the root; a `!` behind the name: it must be given. */
  readonly times: readonly (TimeArgument | `${TimeArgument}!`)[];
  /** `days`: `virkningFra` and `virkningTil` are dates. Moments where absent. */
  readonly effect?: 'days';
  /** Fields that lead to rows of other registers. */
  readonly joins?: Readonly<Record<string, Join>>;
  /** The most nodes of a page; 1000 where absent. */
  readonly mostNodes?: number;
  /** `nobody` has been given the right to read it, or it needs an `approval` that an API key never has. */
  readonly restricted?: 'nobody' | 'approval';
}

export type TimeArgument = 'registreringstid' | 'virkningstid';

/** A field that leads on: to one object, or to a connection of an entity. */
export interface Join {
  readonly type: string;
  readonly many?: true;
}

/** An object that is no root of its own: its fields with their types. */
export interface PlainType {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Must be selected wherever the object is. */
  readonly mustSelect?: readonly string[];
}

/** One service: what stands behind a path of GraphQL. */
export interface Service {
  /** As in the path and in front of its events: CVR. */
  readonly name: string;
  readonly entities: readonly Entity[];
  /** Whether it tells of changes and of its imports; of changes only to who has an `approval`. */
  readonly events: boolean | 'approval';
  /** Entities that are reached by joins alone. */
  readonly joined?: readonly Entity[];
  readonly types?: readonly PlainType[];
}

/** Kinds of filter input; each allows its own operators. */
export type FilterKind =
  | 'DateTime'
  | 'LocalDate'
  | 'Boolean'
  | 'Int'
  | 'Long'
  | 'LongIdentifier'
  | 'StringIdentifier'
  | 'String'
  | 'SearchableString'
  | 'Uuid'
  | 'BoundedChar'
  | 'BoundedInt'
  | 'BoundedLong'
  | 'BoundedString';

export type Filter = FilterKind | { readonly kind: FilterKind; readonly bounds: Bounds };

/** Bounds of `@filterBounds`, with the names the schema gives them. */
export interface Bounds {
  readonly MinValue?: number;
  readonly MinStringLength?: number;
  readonly MaxStringLength?: number;
  readonly AllowedStrings?: string;
}

export type Fields = Readonly<Record<string, string>>;
export type Filters = Readonly<Record<string, Filter>>;

/** What every stored row carries. */
export const STORED: Fields = {
  datafordelerOpdateringstid: 'DafDateTime',
  datafordelerRegisterImportSequenceNumber: 'Int!',
  datafordelerRowId: 'UUID!',
  datafordelerRowVersion: 'Int!',
  feltliste: 'String',
};

export const BY_ROW: Filters = {
  datafordelerRegisterImportSequenceNumber: 'Int',
  datafordelerRowId: 'Uuid',
  datafordelerRowVersion: 'Int',
};

const FROM_THE_FIRST = { MinValue: 1 };
const SHORT_TEXT = { MaxStringLength: 3999, MinStringLength: 1 };

/** The event log of a register, which looks like an entity but has no time and asks for no filter. */
export const eventsOf = (register: string): Entity => ({
  name: `${register}_Events`,
  fields: {
    datafordelerOpdateringstid: 'DafDateTime',
    datafordelerRegisterImportSequenceNumber: 'Int!',
    entityname: 'String!',
    eventaction: 'Char!',
    eventid: 'Long!',
    fromfailedimport: 'Boolean!',
    object_datafordelerRowId: 'UUID!',
    object_datafordelerRowVersion: 'Int!',
    object_id: 'String',
    object_registreringfra: 'DafDateTime',
    object_registreringtil: 'DafDateTime',
    object_status: 'String',
    object_virkningfra: 'DafDateTime',
    object_virkningtil: 'DafDateTime',
  },
  filters: {
    datafordelerOpdateringstid: 'DateTime',
    datafordelerRegisterImportSequenceNumber: { kind: 'BoundedInt', bounds: FROM_THE_FIRST },
    entityname: { kind: 'BoundedString', bounds: SHORT_TEXT },
    eventaction: { kind: 'BoundedChar', bounds: { AllowedStrings: 'i, u, d' } },
    eventid: { kind: 'BoundedLong', bounds: FROM_THE_FIRST },
    object_id: { kind: 'BoundedString', bounds: SHORT_TEXT },
    object_status: { kind: 'BoundedString', bounds: SHORT_TEXT },
  },
  requires: [],
  times: [],
});
