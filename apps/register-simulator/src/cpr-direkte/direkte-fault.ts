/** How CPR Direkte misbehaves. */
export type DirekteFault =
  /** An answer with this FEJLNR; nothing is done. */
  | { kind: 'error'; code: string; text?: string }
  | { kind: 'slow'; ms: number }
  /** The connection stays open, and nothing comes. */
  | { kind: 'hang' }
  /** The answer comes in packets of so many bytes. */
  | { kind: 'split'; bytes: number }
  /** The connection is closed after so many bytes of the answer. */
  | { kind: 'cut'; at: number }
  /** The connection is broken off after so many bytes of the answer, without a farewell; the plain one is reset. */
  | { kind: 'reset'; at: number }
  /** So many bytes more than the length field tells; fewer where negative. */
  | { kind: 'longer'; bytes: number };

export interface DirekteFaultRule {
  fault: DirekteFault;
  /** Only requests of this kind. */
  on?: 'logon' | 'look-up';
  /** So many requests; until cleared where absent. */
  times?: number;
}

/** The faults that were asked for. */
export class DirekteFaults {
  private readonly rules: (DirekteFaultRule & { id: number })[] = [];
  private last = 0;

  /** From now on; the one placed first goes first. Answers its number. */
  add(rule: DirekteFaultRule): number {
    const id = ++this.last;
    this.rules.push({ ...rule, id });
    return id;
  }

  list(): readonly (DirekteFaultRule & { id: number })[] {
    return this.rules.map((rule) => ({ ...rule }));
  }

  clear(): void {
    this.rules.length = 0;
  }

  /** The fault for a request, counted. */
  take(kind: 'logon' | 'look-up'): DirekteFault | undefined {
    const at = this.rules.findIndex(({ on }) => on === undefined || on === kind);
    const rule = this.rules[at];
    if (!rule) return undefined;
    if (rule.times !== undefined && --rule.times === 0) this.rules.splice(at, 1);
    return rule.fault;
  }
}

const isCount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;

/** Reads a fault from outside; says what is wrong with it. */
export function readDirekteFault(value: unknown): DirekteFaultRule | string {
  if (typeof value !== 'object' || value === null) return 'a fault is an object: fault, on, times';
  const { fault, on, times } = value as Record<string, unknown>;
  if (on !== undefined && on !== 'logon' && on !== 'look-up') return 'on is logon or look-up';
  if (times !== undefined && !(isCount(times, 1e6) && times > 0)) return 'times is a whole number from 1 on';
  const read = readFault(fault);
  if (typeof read === 'string') return read;
  return { fault: read, ...(on !== undefined && { on }), ...(times !== undefined && { times }) };
}

function readFault(value: unknown): DirekteFault | string {
  const { kind, code, text, ms, bytes, at } = (value ?? {}) as Record<string, unknown>;
  switch (kind) {
    case 'error':
      if (typeof code !== 'string' || !/^\d\d$/.test(code)) return 'error takes a code of two digits';
      if (text !== undefined && !(typeof text === 'string' && text.length <= 200))
        return 'text has at most 200 letters';
      return { kind, code, ...(text !== undefined && { text }) };
    case 'slow':
      return isCount(ms, 3_600_000) ? { kind, ms } : 'slow takes ms, at most an hour';
    case 'hang':
      return { kind };
    case 'split':
      return isCount(bytes, 9999) && bytes > 0 ? { kind, bytes } : 'split takes bytes, from 1 on';
    case 'cut':
    case 'reset':
      return isCount(at, 9999) ? { kind, at } : `${kind} takes at, a number of bytes`;
    case 'longer':
      return typeof bytes === 'number' && Number.isInteger(bytes) && Math.abs(bytes) <= 9999
        ? { kind, bytes }
        : 'longer takes bytes';
    default:
      return 'kind is error, slow, hang, split, cut, reset or longer';
  }
}

/** A fault in one word: `error:08`, `slow:2000`, `hang`, `split:1`, `cut:100`, `reset:0`, `longer:5`. */
export function parseDirekteFault(word: string): DirekteFault | undefined {
  const [kind, more] = word.split(':');
  const number = more === undefined ? undefined : Number(more);
  const read = readFault({ kind, code: more, ms: number, bytes: number, at: number });
  return typeof read === 'string' ? undefined : read;
}
