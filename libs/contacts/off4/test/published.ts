import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const SHARED = resolve(__dirname, '../../../../../shared');

/** A published file, read in place, or undefined where the folder is absent. These files are never copied here. */
export function published(path: string): Uint8Array | undefined {
  const file = resolve(SHARED, path);
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
}

/** The first file of a published folder. */
export function firstPublished(folder: string): Uint8Array | undefined {
  const path = resolve(SHARED, folder);
  const [name] = existsSync(path) ? readdirSync(path).sort() : [];
  return name === undefined ? undefined : published(`${folder}/${name}`);
}

/** Describes what a published file shows (or the first of a folder); without it the test says so and passes over. */
export function describePublished(title: string, path: string, tests: (content: Uint8Array) => void): void {
  const content = path.endsWith('/') ? firstPublished(path.slice(0, -1)) : published(path);
  if (content === undefined) {
    describe(title, () => it.skip(`is not tested here: ../shared/${path} is absent`, () => undefined));
  } else {
    describe(title, () => tests(content));
  }
}
