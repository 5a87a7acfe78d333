import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version that the `package.json` in a folder names. */
export function packageVersion(folder: string): string {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return description.version;
}
