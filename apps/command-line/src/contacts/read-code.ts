import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { UsageError } from '../failures';
import { Keyboard } from '../keyboard/keyboard';
import type { Input, Surroundings } from '../surroundings';

const MOST = 100;

/**
 * The code a contact is known by. A person's number is taken from standard input only: words of a command line are seen
 * by every user of the machine and stay in the shell's history. Throws `UsageError`, which never repeats the code.
 */
export async function readCode(
  option: string,
  type: string | undefined,
  surroundings: Pick<Surroundings, 'input' | 'errors'>,
): Promise<string> {
  if (option === '-') {
    const code = plain(await readLine(surroundings));
    if (code === '') throw new UsageError('standard input held no code');
    return code;
  }
  if (mayBePersonNumber(option, type)) {
    throw new UsageError(
      'a person number does not belong on the command line, where other users of the machine and the shell history see it. Give --code - and the number on standard input',
    );
  }
  return plain(option);
}

/** Codes of production units may look like person numbers, and are none. */
function mayBePersonNumber(code: string, type: string | undefined): boolean {
  return type === 'C' || (type !== 'V' && maskPersonNumbers(plain(code)) !== plain(code));
}

/** Codes are written with blanks and hyphens by hand. */
const plain = (code: string): string => code.replace(/[\s-]/g, '');

async function readLine({ input, errors }: Pick<Surroundings, 'input' | 'errors'>): Promise<string> {
  if (input.isTTY !== true) return piped(input);
  const keyboard = new Keyboard({ input, errors });
  try {
    return await keyboard.ask('Code');
  } finally {
    await keyboard.close();
  }
}

async function piped(input: Input): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.includes('\n') || text.length > MOST) break;
  }
  input.pause();
  return firstLine(text);
}

function firstLine(text: string): string {
  const line = text.split('\n')[0] ?? '';
  if (line.length > MOST) throw new UsageError('standard input held no code, but a longer text');
  return line;
}
