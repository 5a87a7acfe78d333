import { type CallAnswer, CallFailed, type CallFailure, refusalOf } from '@contact-sync/outbound';

/** Hot Chocolate gave up for want of time; all its other codes say that the query is wrong. */
const TIMED_OUT = 'HC0045';

interface Said {
  readonly code?: string;
  readonly traceId?: string;
}

/**
 * What an answer without success means (auth.md, 10); undefined for 2xx. A path that is not there is a version that was
 * retired or misspelt, never a company that does not exist: it is for an administrator to mend.
 */
export function failureOfAnswer(answer: CallAnswer, now: Date): CallFailed | undefined {
  const refusal = refusalOf(answer, now);
  if (refusal === undefined) return undefined;
  const said = saidIn(answer);
  if (answer.status === 404 || answer.status === 410) {
    return new CallFailed('wrong', 'version-retired', {
      ...traceOf(said),
      said: 'the service does not have this version any more, or its name is misspelt',
    });
  }
  const isOfQuery = answer.status === 400 && said.code !== undefined;
  const failure = isOfQuery ? failureOfCode(said.code) : refusal.failure;
  return new CallFailed(failure, said.code ?? refusal.code, { ...refusal.more, ...traceOf(said) });
}

/** What `errors` of an answer means; undefined where there are none. Their words are left out: they may quote values. */
export function failureOfErrors(errors: unknown): CallFailed | undefined {
  if (errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0)) return undefined;
  const all: unknown[] = Array.isArray(errors) ? errors : [errors];
  const said = all.map(saidBy).find(({ code }) => code !== undefined) ?? saidBy(all[0]);
  return new CallFailed(failureOfCode(said.code), said.code ?? 'graphql-error', traceOf(said));
}

/** True where another token may help: the one in use is refused as such, not what it may read. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof CallFailed && (error.code === 'http-401' || error.code === 'DAF-AUTH-0005');
}

function failureOfCode(code: string | undefined): CallFailure {
  if (code === undefined || code === TIMED_OUT) return 'unavailable';
  return code.startsWith('DAF-AUTH-') ? 'refused' : 'wrong';
}

/** Code and trace id of a problem document (RFC 9457), or of a GraphQL answer with errors. */
function saidIn({ body }: CallAnswer): Said {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return {};
  }
  if (!isObject(parsed)) return {};
  const errors = parsed['errors'];
  return Array.isArray(errors) && errors.length > 0 ? saidBy(errors[0]) : saidFrom(parsed);
}

function saidBy(error: unknown): Said {
  return isObject(error) && isObject(error['extensions']) ? saidFrom(error['extensions']) : {};
}

/** Codes and trace ids of the known forms only, so that nothing else of the answer gets into a log. */
function saidFrom({ code, traceId }: Readonly<Record<string, unknown>>): Said {
  return {
    ...(typeof code === 'string' && /^[A-Z]{2,10}[A-Z0-9_-]{0,30}$/.test(code) && { code }),
    ...(typeof traceId === 'string' && /^[0-9a-f-]{1,60}$/i.test(traceId) && { traceId }),
  };
}

const traceOf = ({ traceId }: Said): { traceId?: string } => (traceId === undefined ? {} : { traceId });

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
