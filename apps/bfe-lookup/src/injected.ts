import type { BfeSettings } from './settings/bfe-settings';

/** Injection token: reads the settings as they stand in the database now. */
export const READ_SETTINGS = Symbol('settings of BFE as they stand');

export type ReadSettings = () => Promise<BfeSettings>;
