import type { Address } from '../contact';
import { present } from '../group-content';

/** Free lines as an address: the first two as they are, the rest joined. All five together are below 150 characters. */
export function addressLines(lines: readonly string[]): Address {
  const rest = lines.slice(2).join(', ');
  return present<Address>({ address1: lines[0], address2: lines[1], address3: rest === '' ? undefined : rest });
}

/** The lines that hold something. */
export function filled(lines: readonly (string | undefined)[]): string[] {
  return lines.filter((line) => line !== undefined);
}
