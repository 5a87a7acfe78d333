import { request, type RequestOptions } from 'node:https';

/** An answer, its body as text. */
export interface Answered {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

/** Calls over a connection of its own; rejects with what broke the connection. */
export function httpsCall(url: string, options: RequestOptions, body?: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent: false, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'],
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
