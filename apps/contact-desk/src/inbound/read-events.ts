import { decode, findMessage, type Message, type MessageProblem } from '@contact-sync/contracts';
import { type FieldFault, Problem, redactText } from '@contact-sync/service';
import { BATCH, type CloudEventBodies, cloudEventBodies, modeOf } from './cloud-event-bodies';

type Headers = Parameters<typeof cloudEventBodies>[0];

/**
 * The events of a request, each of a type that others may send and with data that keep their rules. Throws `Problem` 400
 * that names every bad one by place and id, with the reason and never a value.
 */
export function readEvents(headers: Headers, body: unknown): readonly Message<object>[] {
  const read = cloudEventBodies(headers, body);
  if (!read.ok) throw new Problem(400, `These are no CloudEvents: ${read.reason}`, { code: 'not-a-cloudevent' });
  return readAll(read);
}

function readAll({ bodies, isBatch }: Extract<CloudEventBodies, { ok: true }>): readonly Message<object>[] {
  const faults: FieldFault[] = [];
  const messages: Message<object>[] = [];
  bodies.forEach((bytes, at) => {
    const event = readEvent(bytes);
    if ('message' in event) messages.push(event.message);
    else
      faults.push({
        field: eventName(at, isBatch),
        message: `${idOf(bytes)}${event.problem.code}: ${event.problem.text}`,
      });
  });
  if (faults.length > 0) {
    throw new Problem(400, 'Nothing was taken: some of the events do not fit their contract', {
      code: 'invalid-events',
      errors: faults,
    });
  }
  return messages;
}

/** How a problem names an event of a request. */
export function eventName(at: number, isBatch = true): string {
  return isBatch ? `[${at}]` : 'event';
}

/** True for a request that may hold several events. */
export function isBatch(headers: Headers): boolean {
  return modeOf(headers) === BATCH;
}

/** One corrected event, in structured mode. Throws `Problem` 400 with the reason. */
export function readCorrected(body: unknown): Message<object> {
  const event = readEvent(Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? null)));
  if ('message' in event) return event.message;
  const { code, text } = event.problem;
  throw new Problem(400, `The event does not fit its contract: ${text}`, { code });
}

/** One event as a message that others may send, by a road on which a person may be named by number. */
export function readEvent(
  bytes: Uint8Array,
): { readonly message: Message<object> } | { readonly problem: MessageProblem } {
  const decoded = decode(bytes, { personByCode: true });
  if (!decoded.ok) return { problem: decoded.problem };
  const { message } = decoded;
  if (findMessage(message.type)?.kind === 'inbound') return { message };
  return { problem: { code: 'unknown-type', text: 'the type is none that other systems send' } };
}

const LONGEST_ID = 100;

/** For the sender to know its event again: the id as it came, unless it looks like a person's number. */
function idOf(bytes: Uint8Array): string {
  try {
    const { id } = (JSON.parse(Buffer.from(bytes).toString('utf8')) ?? {}) as { readonly id?: unknown };
    return typeof id === 'string' && id !== '' ? `id ${redactText(id).slice(0, LONGEST_ID)}: ` : '';
  } catch {
    return '';
  }
}
