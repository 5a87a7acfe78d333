import { printable } from '../text/printable';

/** What a test of a connection found, as the services of the registers answer `POST …/connection-tests`. */
export interface ConnectionFinding {
  readonly ok: boolean;
  readonly code: string;
  readonly text: { readonly da: string; readonly en: string };
  readonly said?: string;
}

/** For people: whether it works, and what came of it. */
export function findingText({ ok, text, said }: ConnectionFinding): string {
  const more = said === undefined ? [] : [`the other side said: ${printable(said)}`];
  return `${[`${ok ? 'OK' : 'NOT OK'}: ${text.en}`, ...more].join('\n  ')}\n`;
}
