/** The members that have a value; undefined where none has. */
export function present<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): T | undefined {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : (Object.fromEntries(given) as T);
}
