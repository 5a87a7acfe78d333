import type { Field, ValueOf } from './field';

/** The fields of a record type in the order they stand. */
export type Fields = Readonly<Record<string, Field>>;

/** One record type: a table that reads like the register's description. */
export interface Layout<F extends Fields = Fields> {
  /** Danish name in the register's description. */
  readonly name: string;
  /** Length of a whole record in the stream form, where it is padded. */
  readonly length: number;
  readonly fields: F;
}

/** A record that has been read: the register's own field names; empty fields are absent. */
export type RecordOfLayout<L extends Layout> =
  L extends Layout<infer F> ? { readonly [N in keyof F]?: ValueOf<F[N]['kind']> } : never;

/** Declares a record type. */
export function layout<F extends Fields>(name: string, length: number, fields: F): Layout<F> {
  return { name, length, fields };
}
