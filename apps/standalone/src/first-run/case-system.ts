import { setTimeout as sleep } from 'node:timers/promises';
import { FirstRunFailed } from './failed';

const SOURCE = '/example/case-system';
const CASE = '2026-1';
const PREFIX = 'dk.contact-sync.';
const POLL_MS = 100;
const LIMIT_MS = 30_000;

export interface CaseSystemOptions {
  /** Of the running front. */
  readonly url: string;
  readonly token: string;
  /** Ids of the contacts that are parties on its case. */
  readonly parties: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Plays a case system: posts that a case is open and who its parties are, as CloudEvents, and waits until the register
 * knows. Returns what to tell the newcomer. The same events at a later start change nothing.
 */
export async function playCaseSystem({ url, token, parties, signal }: CaseSystemOptions): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const events = [
    event(1, 'case.opened.v1', {}),
    ...parties.map((contactId, at) => event(at + 2, 'party.added.v1', { contact: { contactId } })),
  ];
  const answer = await fetch(new URL('/contact-desk/events', url), {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
    signal,
  });
  if (!answer.ok) throw new FirstRunFailed(`the events of the case system were answered with ${answer.status}`);
  const address = new URL(`/contact-desk/cases/${CASE}`, url);
  address.searchParams.set('source', SOURCE);
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    const found = await fetch(address, { headers, signal });
    const known = found.ok ? ((await found.json()) as { state?: string; parties: readonly string[] }) : undefined;
    if (known?.state === 'open' && known.parties.length === parties.length) break;
    if (performance.now() > end)
      throw new FirstRunFailed('what the case system told did not reach the register in time');
    await sleep(POLL_MS, undefined, { signal });
  }
  return `A case system told that case ${CASE} is open, with contacts ${parties.join(' and ')} as parties.`;
}

function event(sequence: number, type: string, data: object): object {
  return {
    specversion: '1.0',
    id: `example-${sequence}`,
    type: `${PREFIX}${type}`,
    source: SOURCE,
    subject: CASE,
    time: `2026-03-04T08:00:0${sequence}Z`,
    datacontenttype: 'application/json',
    sequence: String(sequence),
    sequencetype: 'Integer',
    data,
  };
}
