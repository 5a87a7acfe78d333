import { CommandFailure, EXIT, UsageError } from '../failures';
import type { Surroundings } from '../surroundings';

const MOST = 100_000;

/** What is typed, or comes over a pipe, and must not be seen. Close it when everything has been read. */
export class Keyboard {
  private readonly chunks: AsyncIterator<Uint8Array | string, undefined>;
  private rest = '';

  constructor(private readonly surroundings: Pick<Surroundings, 'input' | 'errors'>) {
    this.chunks = surroundings.input[Symbol.asyncIterator]() as AsyncIterator<Uint8Array | string, undefined>;
  }

  /** Somebody sits there and can be asked. */
  get isTyped(): boolean {
    return this.surroundings.input.isTTY === true;
  }

  /** Asks at the keyboard; what is typed is not shown. */
  async ask(question: string): Promise<string> {
    const { input, errors } = this.surroundings;
    errors.write(`${question} (not shown): `);
    input.setRawMode?.(true);
    let line = '';
    try {
      for (;;) {
        for (const [at, character] of [...this.rest].entries()) {
          if (character === '\r' || character === '\n' || character === '\u0004') {
            this.rest = [...this.rest].slice(at + 1).join('');
            return line;
          }
          if (character === '\u0003') throw new CommandFailure(EXIT.usage, 'interrupted');
          line = character === '\u007f' || character === '\b' ? line.slice(0, -1) : line + character;
        }
        this.rest = '';
        const { value, done } = await this.chunks.next();
        if (done === true) return line;
        this.rest = String(value);
      }
    } finally {
      input.setRawMode?.(false);
      errors.write('\n');
    }
  }

  /** Everything that a pipe brings. Throws `UsageError` where that is more than anybody types. */
  async all(): Promise<string> {
    for (;;) {
      const { value, done } = await this.chunks.next();
      if (done === true) return this.rest;
      this.rest += String(value);
      if (this.rest.length > MOST) throw new UsageError('standard input holds more than was asked for');
    }
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
    this.surroundings.input.pause();
  }
}
