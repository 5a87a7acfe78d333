import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const SHARED = resolve(__dirname, '../../../../../shared/specs/datafordeler/data/samples');

/** Describes what a published sample shows; without it the test says so and passes over. Samples are never copied here. */
export function describeSample(title: string, name: string, tests: (sample: Record<string, unknown>) => void): void {
  const file = resolve(SHARED, name);
  if (existsSync(file)) {
    describe(title, () => tests(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>));
  } else {
    describe(title, () => it.skip(`is not tested here: the published sample ${name} is absent`, () => undefined));
  }
}
