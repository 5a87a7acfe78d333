import { waitFor } from '@contact-sync/testing';
import { randomUUID } from 'node:crypto';
import { type Answer, type RunningDesk, TOKEN } from './running-desk';

export const STRUCTURED = 'application/cloudevents+json';
export const BATCH = 'application/cloudevents-batch+json';

export interface Said {
  readonly id?: string;
  readonly source?: string;
  readonly sequence?: string;
  readonly time?: string;
}

/** An event as another system writes it, with no code of ours. */
export function event(type: string, subject: string, data: object, more: Said = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: '/esdh',
    type: `dk.contact-sync.${type}`,
    subject,
    time: '2026-03-02T05:31:07Z',
    datacontenttype: 'application/json',
    data,
    ...more,
  };
}

export interface Refusal {
  readonly detail: string;
  readonly code: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

/** Posts a body to the desk as it stands. */
export async function post<Body = Refusal>(
  desk: RunningDesk,
  body: string | Uint8Array | object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Body>> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(`${desk.url}/contact-desk/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': Array.isArray(body) ? BATCH : STRUCTURED, ...headers },
    body: isRaw ? (body as string) : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), body: JSON.parse(text) as Body };
}

/** Waits until every inbound message is done, or waits for a person or a later attempt. */
export async function settled(desk: RunningDesk): Promise<Record<string, number>> {
  const states = async (): Promise<Record<string, number>> => {
    const rows = await desk.rows<{ state: string; n: number }>(
      `select case when state = 'waiting' and free_at <= clock_timestamp() then 'open' else state end as state, count(*)::int as n
         from service_queue.message where kind = 'inbound' group by 1`,
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  const isMoving = (found: Record<string, number>): boolean => 'open' in found || 'claimed' in found;
  await waitFor(async () => !isMoving(await states()), { what: 'inbound messages to be settled' });
  return states();
}
