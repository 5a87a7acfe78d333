import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const SHARED = resolve(__dirname, '../../../../../shared');

/** A published file, read in place, or undefined where the folder is absent. These files are never copied here. */
export function published(path: string): Uint8Array | undefined {
  const file = resolve(SHARED, path);
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
}

/** Every file of a published folder, in the order of their names. */
function publishedFolder(folder: string): readonly Uint8Array[] {
  const path = resolve(SHARED, folder);
  const names = existsSync(path) ? readdirSync(path).sort() : [];
  return names.map((name) => new Uint8Array(readFileSync(resolve(path, name))));
}

/** Describes what the files of a published folder show; without it the test says so and passes over. */
export function describePublishedFolder(
  title: string,
  folder: string,
  tests: (files: readonly Uint8Array[]) => void,
): void {
  const files = publishedFolder(folder);
  if (files.length > 0) describe(title, () => tests(files));
  else describe(title, () => it.skip(`is not tested here: ../shared/${folder} is absent`, () => undefined));
}

/** Describes what a published file shows; without it the test says so and passes over. */
export function describePublished(title: string, path: string, tests: (content: Uint8Array) => void): void {
  const content = published(path);
  if (content === undefined) {
    describe(title, () => it.skip(`is not tested here: ../shared/${path} is absent`, () => undefined));
  } else {
    describe(title, () => tests(content));
  }
}
