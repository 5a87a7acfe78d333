import type { SorHeader } from './header';

/**
 * Whether a row has the cells its header promises. A delimiter at the end of the header alone, or of the rows alone, is
 * no difference.
 */
export function fitsHeader(header: SorHeader, cells: number, isLastEmpty: () => boolean): boolean {
  const width = header.names.length;
  if (cells === width) return true;
  if (cells === width + 1) return isLastEmpty();
  return cells === width - 1 && header.names.at(-1) === '';
}
