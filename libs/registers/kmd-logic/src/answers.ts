import { type CallAnswer, CallFailed, refusalOf } from '@contact-sync/outbound';
import { readJson } from './answer-json';

/** What an answer about one object says, when it says anything. */
export type ObjectAnswer =
  | { readonly outcome: 'found'; readonly json: unknown }
  /** The documented 404: a JSON text. */
  | { readonly outcome: 'not-found' }
  /** 400: this object or the configuration is not to the service's liking; the answer does not say which. */
  | { readonly outcome: 'not-taken' };

/**
 * Takes an answer about one object apart. A 404 says "not found" only in the one form the contract has, a JSON text: a
 * page of HTML, an empty answer and the gateway's own JSON object are a path that is gone, and never an unknown company.
 */
export function objectAnswer(answer: CallAnswer, now: Date): ObjectAnswer {
  if (answer.status === 400) return { outcome: 'not-taken' };
  if (answer.status === 404 && typeof readJson(answer.body)?.value === 'string') return { outcome: 'not-found' };
  const refusal = failureOf(answer, now);
  if (refusal !== undefined) throw refusal;
  return { outcome: 'found', json: jsonOf(answer) };
}

/** The JSON of an answer that has to be there. A 400 is a word about the configuration then. */
export function requiredJson(answer: CallAnswer, now: Date): unknown {
  if (answer.status === 400) {
    throw new CallFailed('refused', 'configuration-refused', {
      said: 'KMD Logic does not take the subscription and product of the profile',
    });
  }
  const refusal = failureOf(answer, now);
  if (refusal !== undefined) throw refusal;
  return jsonOf(answer);
}

function failureOf(answer: CallAnswer, now: Date): CallFailed | undefined {
  if (answer.status === 404 || answer.status === 410) {
    return new CallFailed('unavailable', 'version-retired', {
      said: 'KMD Logic has no such service at the address; its version may have been retired',
    });
  }
  return refusalOf(answer, now);
}

/** No JSON, or half of one: the register may give the whole one later. */
function jsonOf({ body }: CallAnswer): unknown {
  const json = readJson(body);
  if (json === undefined) throw new CallFailed('unavailable', 'half-json');
  return json.value;
}
