import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../failures';

const MOST_BYTES = 10 * 1024 * 1024;

/** Numbers from a text, one a line; empty lines and what follows a `#` do not count. */
export function numbersOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '');
}

/** The numbers in a file. Throws `UsageError` where it cannot be read. */
export async function readNumbers(file: string): Promise<string[]> {
  try {
    if ((await stat(file)).size > MOST_BYTES) throw new UsageError(`${file} is larger than a list of numbers is`);
    return numbersOf(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(code === 'ENOENT' ? `${file} does not exist` : `${file} cannot be read (${code})`);
  }
}
