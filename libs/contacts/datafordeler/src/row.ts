/**
 * A row as registers on Datafordeler give it. Every row says when it is true in the world (`virkning`) and when the
 * register knew it (`registrering`, times). Fields that the schema promises may still be missing from REST answers, so
 * nothing but the keys is relied on.
 */
export interface Row {
  readonly registreringFra?: string | null;
  readonly registreringTil?: string | null;
  readonly virkningFra?: string | null;
  readonly virkningTil?: string | null;
}
