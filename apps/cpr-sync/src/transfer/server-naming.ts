import { faultOfDataSetPrefix } from '@contact-sync/registers-cpr-files';
import type { CprSettings } from '../settings';

type Naming = Pick<CprSettings, 'mvs' | 'prefix'>;

/**
 * Why fetched files could not be renamed on the server by these settings; undefined where they can, and where the change
 * touches neither of the two.
 */
export function faultOfServerNaming(before: Naming, next: Naming): string | undefined {
  if (!next.mvs || (before.mvs && before.prefix === next.prefix)) return undefined;
  return faultOfDataSetPrefix(next.prefix);
}
