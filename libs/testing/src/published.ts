import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

/** Describes what the files of a published folder show, in the order of their names; without it the test says so and passes over. */
export function describePublishedFolder(
  title: string,
  folder: string,
  tests: (files: readonly Uint8Array[]) => void,
): void {
  const path = resolve(SHARED, folder);
  const names = existsSync(path) ? readdirSync(path).sort() : [];
  describeWithPublished(
    title,
    (names.length === 0 ? ['*'] : names).map((name) => `${folder}/${name}`),
    tests,
  );
}

/** As `describeWithPublished`, of one file. */
export function describePublished(title: string, path: string, tests: (content: Uint8Array) => void): void {
  describeWithPublished(title, [path], (files) => files.forEach((content) => tests(content)));
}
