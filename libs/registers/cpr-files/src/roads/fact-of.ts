/** What an error carries besides its text. Errors of Node's own modules are not always `instanceof Error`. */
export function factOf(error: unknown, name: 'code' | 'syscall' | 'level'): unknown {
  return typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>)[name] : undefined;
}
