import { type Target, TARGETS } from '../serving/simulator-context';

/** How a server misbehaves. */
export type Fault =
  | { kind: 'slow'; ms: number }
  /** `retryAfter`: seconds, or a date as HTTP writes it. */
  | { kind: 'status'; status: number; retryAfter?: string }
  /** The connection breaks before the answer begins, or in the middle of its body. */
  | { kind: 'reset'; when: 'before' | 'mid-body' }
  /** A whole answer whose body stops in the middle. */
  | { kind: 'half-json' }
  /** No answer at all. */
  | { kind: 'hang' };

export interface FaultRule {
  /** `*`: every target. */
  target: Target | '*';
  /** Only requests whose path holds this text. */
  path?: string;
  fault: Fault;
  /** So many requests; until cleared where absent. */
  times?: number;
}

export interface PlacedFault extends FaultRule {
  id: number;
}

/** Reads a fault from outside; says what is wrong with it. */
export function readFaultRule(value: unknown): FaultRule | string {
  if (!isRecord(value)) return 'a fault is an object: target, fault, path, times';
  const { target, path, fault, times } = value;
  const known = target === '*' ? '*' : TARGETS.find((each) => each === target);
  if (known === undefined) return `target is one of ${TARGETS.join(', ')}, *`;
  if (path !== undefined && typeof path !== 'string') return 'path is a text';
  if (times !== undefined && !(typeof times === 'number' && Number.isInteger(times) && times > 0)) {
    return 'times is a whole number from 1 on';
  }
  const read = readFault(fault);
  if (typeof read === 'string') return read;
  return { target: known, fault: read, ...(path !== undefined && { path }), ...(times !== undefined && { times }) };
}

function readFault(value: unknown): Fault | string {
  if (!isRecord(value)) return 'fault is an object with a kind';
  switch (value.kind) {
    case 'slow':
      return typeof value.ms === 'number' && value.ms >= 0 && value.ms <= 3_600_000
        ? { kind: 'slow', ms: value.ms }
        : 'slow takes ms, at most an hour';
    case 'status': {
      const { status, retryAfter } = value;
      if (typeof status !== 'number' || !Number.isInteger(status) || status < 400 || status > 599) {
        return 'status takes a status from 400 to 599';
      }
      if (retryAfter === undefined) return { kind: 'status', status };
      if (typeof retryAfter !== 'string' || !/^[\x20-\x7e]{1,40}$/.test(retryAfter)) return 'retryAfter is a text';
      return { kind: 'status', status, retryAfter };
    }
    case 'reset':
      return value.when === 'before' || value.when === 'mid-body'
        ? { kind: 'reset', when: value.when }
        : 'reset takes when: before or mid-body';
    case 'half-json':
    case 'hang':
      return { kind: value.kind };
    default:
      return 'kind is slow, status, reset, half-json or hang';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A fault in one word or two, as the command line takes it: `slow:2000`, `429:30`, `503`, `reset`, `cut`, `half-json`, `hang`. */
export function parseFaultWord(text: string): Fault | undefined {
  const [word = '', more] = text.split(/:(.*)/s);
  if (word === 'slow' && more !== undefined && /^\d{1,7}$/.test(more)) return { kind: 'slow', ms: Number(more) };
  if (/^[45]\d\d$/.test(word)) {
    return { kind: 'status', status: Number(word), ...(more !== undefined && more !== '' && { retryAfter: more }) };
  }
  if (more !== undefined) return undefined;
  if (word === 'reset') return { kind: 'reset', when: 'before' };
  if (word === 'cut') return { kind: 'reset', when: 'mid-body' };
  if (word === 'half-json' || word === 'hang') return { kind: word };
  return undefined;
}
