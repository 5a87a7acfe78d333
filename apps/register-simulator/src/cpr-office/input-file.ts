/** A line of an input file that was taken. */
export type InputLine =
  | { kind: 'subscribe'; number: string; keyConstant: string }
  | { kind: 'unsubscribe'; number: string; keyConstant: string }
  | { kind: 'requisition'; number: string; keyConstant: string; task: string };

/** A line that was rejected, and why. */
export interface RejectedLine {
  line: string;
  code: string;
  text: string;
}

export interface InputRules {
  customer: string;
  changeTask: string;
  statusTask: string;
  deleteCode: string;
  /** Whether somebody has this number. */
  isKnown: (number: string) => boolean;
  isSubscribed: (number: string) => boolean;
}

/** The numbers and words of rejections are our own: those of the office are not published. */
const REJECTIONS = {
  length: ['0001', 'LINJEN HAR IKKE 80 TEGN'],
  type: ['0002', 'INDDATATYPE UKENDT'],
  customer: ['0003', 'KUNDENR UKENDT'],
  task: ['0004', 'OPGAVENR UKENDT'],
  action: ['0005', 'FUNKTIONSKODE UKENDT'],
  number: ['0006', 'PERSONNUMMER UKENDT I CPR'],
  subscription: ['0007', 'ABONNEMENT FINDES IKKE'],
} as const;

/** Reads lines of 80 characters of the types 01, 06 and 07, ended by LF or CR LF. */
export function readInput(bytes: Uint8Array, rules: InputRules): (InputLine | RejectedLine)[] {
  const text = Buffer.from(bytes).toString('latin1');
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => readLine(line, rules));
}

function readLine(line: string, rules: InputRules): InputLine | RejectedLine {
  const rejected = (why: keyof typeof REJECTIONS): RejectedLine => {
    const [code, text] = REJECTIONS[why];
    return { line, code, text };
  };
  if (line.length !== 80) return rejected('length');
  switch (line.slice(0, 2)) {
    case '01':
    case '07': {
      const task = line.slice(2, 8);
      const number = line.slice(8, 18);
      // A number key is for the status extract; a requisition is for either.
      const tasks = line.startsWith('01') ? [rules.statusTask] : [rules.changeTask, rules.statusTask];
      if (!tasks.includes(task)) return rejected('task');
      if (!rules.isKnown(number)) return rejected('number');
      return { kind: 'requisition', number, keyConstant: line.slice(18, 33).trimEnd(), task };
    }
    case '06': {
      if (line.slice(2, 6) !== rules.customer) return rejected('customer');
      const action = line.slice(8, 10);
      const number = line.slice(10, 20);
      if (action !== 'OP' && action !== rules.deleteCode) return rejected('action');
      if (!rules.isKnown(number)) return rejected('number');
      if (action !== 'OP' && !rules.isSubscribed(number)) return rejected('subscription');
      return { kind: action === 'OP' ? 'subscribe' : 'unsubscribe', number, keyConstant: line.slice(20, 35).trimEnd() };
    }
    default:
      return rejected('type');
  }
}

/** The day that stands in the name `dYYMMDD.iNNNNNN`: the run that shall process it. Undefined where it is none. */
export function runOfInput(name: string): string | undefined {
  const match = /^d(\d\d)(\d\d)(\d\d)\.i\d{6}$/i.exec(name);
  return match ? `20${match[1]}-${match[2]}-${match[3]}` : undefined;
}
