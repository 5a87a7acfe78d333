import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const SHARED = resolve(__dirname, '../../../../shared');

/** The text of a published file, or undefined where it is absent. */
export function published(path: string): string | undefined {
  const file = resolve(SHARED, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Describes what is held against a published file, read in place; without it the test says so and passes over. */
export function describePublished(title: string, path: string, tests: (content: string) => void): void {
  const file = resolve(SHARED, path);
  if (existsSync(file)) describe(title, () => tests(readFileSync(file, 'utf8')));
  else describe(title, () => it.skip(`is not tested here: ../shared/${path} is absent`, () => undefined));
}

/** The same of every file of a published folder, in the order of their names. */
export function describePublishedFolder(
  title: string,
  path: string,
  tests: (contents: readonly string[]) => void,
): void {
  const folder = resolve(SHARED, path);
  const contents = () =>
    readdirSync(folder)
      .sort()
      .map((name) => readFileSync(resolve(folder, name), 'utf8'));
  if (existsSync(folder)) describe(title, () => tests(contents()));
  else describe(title, () => it.skip(`is not tested here: ../shared/${path} is absent`, () => undefined));
}
