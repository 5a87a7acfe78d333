/** Reads `name=value` pairs as OpenTelemetry's variables have them: percent-encoded, malformed ones passed over. */
export function readPairs(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.flatMap((text) => {
      const at = text.indexOf('=');
      const [name, value] = [decoded(text.slice(0, at)), decoded(text.slice(at + 1))];
      return at > 0 && name && value !== undefined ? [[name, value]] : [];
    }),
  );
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return undefined;
  }
}
