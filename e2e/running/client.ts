import { readFile } from 'node:fs/promises';
import { assertAnswer } from '@contact-sync/contract-checks';
import { waitFor } from '@contact-sync/testing';

/** The token that the tests' services accept. */
export const TOKEN = 'a-token-of-the-tests-that-is-long-enough';

/** What the tests look at in a delivery's report. */
export interface Report {
  readonly id: string;
  readonly file: string;
  readonly state: 'waiting' | 'importing' | 'imported' | 'refused' | 'failed' | 'previewed' | 'same';
  readonly refusal: string | null;
  readonly records: number | null;
  readonly persons: number | null;
  readonly notOurs: number | null;
  readonly created: number | null;
  readonly changed: number | null;
  readonly unchanged: number | null;
  readonly stale: number | null;
  readonly held: number | null;
  readonly problems: readonly { readonly line?: number; readonly recordType?: string; readonly message: string }[];
}

export interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly text: string;
}

export interface File {
  readonly name: string;
  readonly path: string;
}

/** A program that uses a service over HTTP; each answer must be what the service's OpenAPI document says. */
export class Client {
  /** Everything the service answered. */
  readonly answers: Answer[] = [];

  /** Asked anew for each call: a service that was started again listens elsewhere. */
  constructor(private readonly url: () => string) {}

  async ask(method: string, path: string, body?: FormData | object, contentType = 'application/json'): Promise<Answer> {
    const isJson = body !== undefined && !(body instanceof FormData);
    const response = await fetch(`${this.url()}${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, ...(isJson && { 'content-type': contentType }) },
      ...(body !== undefined && { body: isJson ? JSON.stringify(body) : body }),
    });
    const headers = JSON.stringify([...response.headers]);
    const { status } = response;
    const answer = { status, headers, text: await response.text() };
    this.answers.push(answer);
    assertAnswer({ method, path, status, contentType: response.headers.get('content-type'), body: answer.text });
    return answer;
  }
}

/** A program that hands deliveries to cpr-sync. */
export class CprSyncClient extends Client {
  /** Hands in a file and asks for its import; returns the id of the delivery. */
  async upload(file: File, fields: Readonly<Record<string, string>> = {}): Promise<string> {
    const { status, text } = await this.tryToUpload(file, fields);
    if (status !== 202) throw new Error(`the upload was answered with ${status}`);
    const [delivery] = JSON.parse(text) as { id: string }[];
    if (delivery === undefined) throw new Error('the upload was answered without a delivery');
    return delivery.id;
  }

  async tryToUpload({ name, path }: File, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const form = new FormData();
    for (const [field, value] of Object.entries({ persons: 'all', ...fields })) form.append(field, value);
    form.append('file', new Blob([new Uint8Array(await readFile(path))]), name);
    return this.ask('POST', '/cpr-sync/deliveries', form);
  }

  async report(id: string): Promise<Report> {
    const { status, text } = await this.ask('GET', `/cpr-sync/deliveries/${id}`);
    if (status !== 200) throw new Error(`the report was answered with ${status}`);
    return JSON.parse(text) as Report;
  }

  /** The report of a delivery that is dealt with. */
  ended(id: string, timeout = 50_000): Promise<Report> {
    return waitFor(
      async () => {
        const report = await this.report(id);
        return report.state === 'waiting' || report.state === 'importing' ? undefined : report;
      },
      { timeout, interval: 50, what: 'the end of the import' },
    );
  }

  async import(file: File, fields: Readonly<Record<string, string>> = {}): Promise<Report> {
    return this.ended(await this.upload(file, fields));
  }
}

/** Persons by what became of them: together all of the delivery. */
export function personsToldOf({ notOurs, created, changed, unchanged, stale, held }: Report): number {
  return [notOurs, created, changed, unchanged, stale, held].reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
