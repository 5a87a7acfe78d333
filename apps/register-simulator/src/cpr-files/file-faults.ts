/** How the file server misbehaves. */
export type FileServerFault =
  /** Waits so long before each answer, and between the parts of a file. */
  | { kind: 'slow'; ms: number }
  /** The command is never answered. */
  | { kind: 'hang' }
  /** 421, and the connection ends; who comes is sent away. */
  | { kind: 'away' }
  /** The password is refused though it is right. */
  | { kind: 'refuse-login' }
  /** Both connections break when so many bytes of a file have gone over. */
  | { kind: 'cut'; after: number }
  /** Half of the file, as though it were the whole. */
  | { kind: 'half-file' }
  /** The file is there but cannot be renamed. */
  | { kind: 'refuse-rename' }
  /** AUTH is not known; implicit TLS is not answered. */
  | { kind: 'no-tls' }
  /** The server shows a certificate that has run out. */
  | { kind: 'expired-certificate' };

export type FileServerFaultKind = FileServerFault['kind'];

export interface FileServerFaultRule {
  fault: FileServerFault;
  /** Only this command, as RETR; every one that the fault can meet where absent. */
  command?: string;
  /** So many times; until cleared where absent. */
  times?: number;
}

/** Which commands a fault can meet; `CONNECT` is a caller that comes, `*` every command. */
const MEETS: Readonly<Record<FileServerFaultKind, readonly string[]>> = {
  slow: ['*'],
  hang: ['*'],
  away: ['*', 'CONNECT', 'CONNECT-IMPLICIT'],
  'refuse-login': ['PASS'],
  cut: ['RETR', 'STOR'],
  'half-file': ['RETR'],
  'refuse-rename': ['RNTO'],
  'no-tls': ['AUTH', 'CONNECT-IMPLICIT'],
  'expired-certificate': ['CONNECT', 'CONNECT-IMPLICIT'],
};

/** What else it can meet, where the rule names the command. */
const MEETS_NAMED: Partial<Record<FileServerFaultKind, readonly string[]>> = { cut: ['LIST', 'NLST'] };

/** The faults of the file server that were asked for. */
export class FileServerFaults {
  private readonly rules: (FileServerFaultRule & { id: number })[] = [];
  private last = 0;

  /** From now on; the one placed first goes first. Answers its number. */
  add(rule: FileServerFaultRule): number {
    this.rules.push({ ...rule, id: ++this.last });
    return this.last;
  }

  /** One by its number, or all. */
  clear(id?: number): void {
    for (let at = this.rules.length - 1; at >= 0; at--) {
      if (id === undefined || this.rules[at]?.id === id) this.rules.splice(at, 1);
    }
  }

  list(): readonly (FileServerFaultRule & { id: number })[] {
    return this.rules.map((rule) => ({ ...rule }));
  }

  /** The fault that a command meets, counted. */
  take(command: string): FileServerFault | undefined {
    const at = this.rules.findIndex(({ fault, command: only }) => {
      const meets = MEETS[fault.kind];
      const can = meets.includes(command) || (meets.includes('*') && !command.startsWith('CONNECT'));
      if (only === undefined) return can;
      return only === command && (can || MEETS_NAMED[fault.kind]?.includes(command) === true);
    });
    const rule = this.rules[at];
    if (!rule) return undefined;
    if (rule.times !== undefined && --rule.times === 0) this.rules.splice(at, 1);
    return rule.fault;
  }
}

/** Reads a fault from outside; says what is wrong with it. */
export function readFileServerFault(value: unknown): FileServerFaultRule | string {
  if (typeof value !== 'object' || value === null) return 'a fault is an object: fault, command, times';
  const { fault, command, times } = value as Readonly<Record<string, unknown>>;
  if (typeof fault !== 'object' || fault === null) return 'fault is an object with a kind';
  const { kind, ms, after } = fault as Readonly<Record<string, unknown>>;
  const known = Object.keys(MEETS).find((each): each is FileServerFaultKind => each === kind);
  if (known === undefined) return `kind is one of ${Object.keys(MEETS).join(', ')}`;
  if (command !== undefined && !(typeof command === 'string' && /^[A-Z]{3,4}$/.test(command)))
    return 'command is a command of FTP in capital letters';
  if (times !== undefined && !(Number.isInteger(times) && Number(times) > 0))
    return 'times is a whole number from 1 on';
  const more = { ...(command !== undefined && { command }), ...(times !== undefined && { times: Number(times) }) };
  if (known === 'slow') return isAmount(ms, 3_600_000) ? { fault: { kind: known, ms }, ...more } : 'slow takes ms';
  if (known === 'cut')
    return isAmount(after, 1e9) ? { fault: { kind: known, after }, ...more } : 'cut takes after, in bytes';
  return { fault: { kind: known }, ...more };
}

const isAmount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && value >= 0 && value <= most;
