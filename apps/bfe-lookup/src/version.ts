import { join } from 'node:path';
import { packageVersion } from '@contact-sync/service';

/** The version of this service, as its package says. */
export const version = (): string => packageVersion(join(__dirname, '..'));
