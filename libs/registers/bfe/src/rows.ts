/** Rows by a key; those without one are left out. */
export function groupedBy<R>(rows: readonly R[], keyOf: (row: R) => string | undefined): ReadonlyMap<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

export const byId = <R extends { readonly id_lokalId: string }>(rows: readonly R[]): ReadonlyMap<string, R[]> =>
  groupedBy(rows, ({ id_lokalId }) => id_lokalId);

/** Ids as they are asked for: each once, none that is empty. */
export const idsOf = (ids: readonly (string | null | undefined)[]): string[] => [
  ...new Set(ids.flatMap((id) => (id === null || id === undefined || id === '' ? [] : [id]))),
];

/** A BFE number as text, from the register's number or text. */
export const numberText = (value: number | string | null | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value).replace(/^0+/, '');
