import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { Addresses } from '../serving/addresses';
import type { Makings } from './folder';

/** Calls the control interface of the simulator whose folder it is. */
export class ControlClient {
  private constructor(
    private readonly base: string,
    private readonly ca: string,
    private readonly token: string,
  ) {}

  static inFolder(folder: string): ControlClient {
    const file = (name: string) => join(folder, name);
    if (!existsSync(file('addresses.json'))) throw new RangeError('the folder is no simulator’s: start one with serve');
    const { control } = JSON.parse(readFileSync(file('addresses.json'), 'utf8')) as Addresses;
    const { secrets } = JSON.parse(readFileSync(file('simulator.json'), 'utf8')) as Makings;
    return new ControlClient(control, readFileSync(file('authority.pem'), 'utf8'), secrets.control);
  }

  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
    const { status, text } = await this.send(method, path, body);
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (status < 300) return answer;
    const { fault } = answer as { fault?: string };
    if (status === 400) throw new RangeError(fault ?? 'the simulator refuses');
    throw new Error(fault ?? `the simulator answers ${status}`);
  }

  private send(method: string, path: string, body: object | undefined): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.base}${path}`,
        {
          method,
          ca: this.ca,
          agent: false,
          headers: { authorization: `Bearer ${this.token}`, ...(body && { 'content-type': 'application/json' }) },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body && JSON.stringify(body));
    });
  }
}
