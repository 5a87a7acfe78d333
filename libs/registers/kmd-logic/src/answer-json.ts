const UTF8 = new TextDecoder('utf-8', { fatal: true });
const WINDOWS_1252 = new TextDecoder('windows-1252');

/**
 * The JSON in an answer's bytes; undefined where it is none or only half of one. Bytes that are no UTF-8 are read as
 * Windows-1252: some of Logic's own test data are. A byte order mark is passed over.
 */
export function readJson(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(textOf(body)) as unknown };
  } catch {
    return undefined;
  }
}

function textOf(body: Uint8Array): string {
  try {
    return UTF8.decode(body);
  } catch {
    return WINDOWS_1252.decode(body);
  }
}
