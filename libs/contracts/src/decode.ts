import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { MAX_MESSAGE_BYTES, TYPE_PREFIX, type Message } from './envelope';
import { MAX_ATTRIBUTE } from './field-rules';
import { findMessage } from './messages';
import { namedContact, namesPersonByCode, withoutOpenCode } from './named-contact';
import { holdsPersonNumber } from './person-numbers';
import { wrongFields } from './wrong-fields';

/** Why a message cannot be used. The texts name fields and rules, never values. */
export interface MessageProblem {
  readonly code: 'too-large' | 'not-json' | 'not-a-cloudevent' | 'unknown-type' | 'person-number' | 'wrong-data';
  readonly text: string;
}

export type Decoded =
  { readonly ok: true; readonly message: Message<object> } | { readonly ok: false; readonly problem: MessageProblem };

const ISO_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
// A NUL cannot be stored in PostgreSQL; no control character belongs in an attribute.
const CONTROL = /[\u0000-\u001f\u007f]/;
const SEQUENCE = /^\d{1,15}$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** By which road a message came. */
export interface Road {
  /** True for an HTTPS body, which may name a person by number: the caller puts our contact id there before it stores or logs anything. */
  readonly personByCode?: boolean;
}

const refused = (code: MessageProblem['code'], text: string): Decoded => ({ ok: false, problem: { code, text } });

/**
 * Reads a message body: CloudEvents 1.0 structured JSON of one of our types, with data that keep the rules of their
 * class. Fields that the class does not know are left out, since messages grow by optional fields. Never throws.
 *
 * A person number is refused wherever it stands, but for the code of the contact that the data name: a production unit's
 * number looks like one, and over HTTPS (`personByCode`) a person may be named by it.
 */
export function decode(body: Uint8Array, { personByCode = false }: Road = {}): Decoded {
  if (body.length > MAX_MESSAGE_BYTES)
    return refused('too-large', `the body is longer than ${MAX_MESSAGE_BYTES} bytes`);
  let text: string;
  let parsed: unknown;
  try {
    text = utf8.decode(body);
    parsed = JSON.parse(text);
  } catch {
    return refused('not-json', 'the body is not JSON in UTF-8');
  }
  const named = namedContact(parsed);
  if (holdsPersonNumber(withoutOpenCode(text, named, personByCode)))
    return refused('person-number', 'the message holds a person number');
  if (namesPersonByCode(named) && !personByCode)
    return refused('wrong-data', `${named.field} must not name a person by code here: give contactId or externalId`);
  return read(parsed);
}

function read(parsed: unknown): Decoded {
  if (typeof parsed !== 'object' || parsed === null) return refused('not-a-cloudevent', 'the body is not an object');
  const event = parsed as Readonly<Record<string, unknown>>;
  if (event['specversion'] !== '1.0') return refused('not-a-cloudevent', 'specversion is not 1.0');
  for (const name of ['id', 'type', 'source', 'subject', 'time'] as const) {
    if (!isAttribute(event[name]))
      return refused('not-a-cloudevent', `${name} is missing or no text of 1 to ${MAX_ATTRIBUTE} characters`);
  }
  const { id, type, source, subject, time, sequence, traceparent, data } = event as Record<string, unknown> &
    Record<'id' | 'type' | 'source' | 'subject' | 'time', string>;
  if (!ISO_TIME.test(time) || Number.isNaN(Date.parse(time)))
    return refused('not-a-cloudevent', 'time is not a time with zone');
  if (sequence !== undefined && !(typeof sequence === 'string' && SEQUENCE.test(sequence))) {
    return refused('not-a-cloudevent', 'sequence is not a whole number as text');
  }
  const definition = type.startsWith(TYPE_PREFIX) ? findMessage(type.slice(TYPE_PREFIX.length)) : undefined;
  if (definition === undefined) return refused('unknown-type', 'the type is none of ours');
  // An array would be turned into an array of instances, each of which a validator passes over.
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return refused('wrong-data', 'data is not an object');
  const instance = plainToInstance(definition.data, data);
  // A class without fields is one that the validator does not know; every other instance is of a class that it does.
  const errors = validateSync(instance, {
    whitelist: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  if (errors.length > 0) return refused('wrong-data', wrongFields(errors).join('; '));
  const message: Message<object> = {
    id,
    type: definition.type,
    source,
    subject,
    time,
    data: instance,
    ...(sequence === undefined ? {} : { sequence: Number(sequence) }),
    ...(isAttribute(traceparent) ? { traceparent } : {}),
  };
  return { ok: true, message };
}

function isAttribute(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_ATTRIBUTE && !CONTROL.test(value);
}
