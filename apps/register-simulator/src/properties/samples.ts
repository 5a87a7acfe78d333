/**
 * Properties that are the same whatever the seed: BFE numbers far above any that was given out, so that they are
 * nobody's.
 */
export const SAMPLE_PROPERTIES = {
  /** Land with a house: the address is a house number's. Owned by a company. */
  house: 900_000_001,
  /** Three parcels in two cadastral districts, agricultural duty. Owned by a person. */
  farm: 900_000_002,
  /** Land that is divided into flats. */
  divided: 900_000_003,
  /** A flat: the address is one with floor and door. */
  flat: 900_000_004,
  /** Land under somebody else's building. */
  landBelow: 900_000_007,
  /** A building on foreign land, known by its area. */
  buildingArea: 900_000_008,
  /** A building on foreign land, known by a point. Owned by somebody without a number. */
  buildingPoint: 900_000_010,
  /** A flat in a building on foreign land. */
  flatOnForeignLand: 900_000_013,
  /** Land without an address: a text stands for it. */
  withoutAddress: 900_000_015,
  /** Land of which no location is known at all. */
  withoutLocation: 900_000_016,
  /** Ceased: its last row says Historisk. */
  historic: 900_000_017,
  /** Ceased: it has no row at the present. */
  historicWithoutRow: 900_000_018,
  /** Not yet carried through. */
  provisional: 900_000_019,
  /** Owned by a person whose name and address are protected. */
  protectedOwner: 900_000_020,
} as const;
