/** A name quoted for use in SQL, where no parameter may stand (tables, schemas, roles). */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
