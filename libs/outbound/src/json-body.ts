import { type CallAnswer, CallFailed } from './call';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The body as JSON. What is no JSON is half an answer: the register may give the whole one later. */
export function jsonBody({ body }: Pick<CallAnswer, 'body'>): unknown {
  try {
    return JSON.parse(UTF8.decode(body)) as unknown;
  } catch {
    // The parser's words would quote what it read.
    throw new CallFailed('unavailable', 'half-json');
  }
}
