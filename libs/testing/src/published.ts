import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const SHARED = resolve(__dirname, '../../../../shared');

/** A published file, read in place, or undefined where the folder is absent. These files are never copied here. */
export function published(path: string): Uint8Array | undefined {
  const file = resolve(SHARED, path);
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
}

/** Describes what published files show; where one is absent the test says so and passes over. */
export function describeWithPublished(
  title: string,
  paths: readonly string[],
  tests: (files: readonly Uint8Array[]) => void,
): void {
  const files = paths.map(published);
  const absent = paths.find((_, place) => files[place] === undefined);
  if (absent === undefined) describe(title, () => tests(files.filter((file) => file !== undefined)));
  else describe(title, () => it.skip(`is not tested here: ../shared/${absent} is absent`, () => undefined));
}
