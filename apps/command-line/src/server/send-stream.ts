import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { CommandFailure } from '../failures';

/** An answer before anybody has judged it. */
export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/**
 * Posts a body as it is read, with never more of it in memory than is on its way; `fetch` keeps all it has sent. Rejects
 * with what stopped the reading, else with the error of the connection.
 */
export async function sendStream(
  address: URL,
  headers: Readonly<Record<string, string>>,
  chunks: AsyncIterable<Uint8Array>,
): Promise<RawAnswer> {
  const request = address.protocol === 'https:' ? requestHttps : requestHttp;
  const outgoing = request(address, { method: 'POST', headers });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve).on('error', reject);
  }).then(readAnswer);
  // It is awaited below; until then its failure is not one that nobody looks at.
  answer.catch(() => undefined);
  try {
    await pipeline(Readable.from(chunks), outgoing);
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    // A server that refuses may answer and hang up before it has everything: then its answer counts.
  }
  return answer;
}

async function readAnswer(incoming: IncomingMessage): Promise<RawAnswer> {
  return {
    status: incoming.statusCode ?? 0,
    type: incoming.headers['content-type'] ?? '',
    text: await text(incoming),
  };
}
