import type { CprSettings } from '../settings';

/** The settings as they stand now, under whatever replica they were changed. */
export type ReadSettings = () => Promise<CprSettings>;

/** Where controllers get it from. */
export const READ_SETTINGS = Symbol('read settings');
