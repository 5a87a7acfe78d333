import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const SHARED = resolve(__dirname, '../../../../../shared');

/** A published file, read in place, or undefined where the folder is absent. These files are never copied here. */
export function published(path: string): Uint8Array | undefined {
  const file = resolve(SHARED, path);
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
}

/** Describes what published files show; without them it says so and passes over. */
export function describePublished(title: string, path: string, tests: (content: Uint8Array) => void): void {
  const content = published(path);
  if (content === undefined) {
    describe(title, () => it.skip(`is not tested here: ../shared/${path} is absent`, () => undefined));
  } else {
    describe(title, () => tests(content));
  }
}
