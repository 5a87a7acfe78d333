import type { CvrRegister, CvrSettings } from '@contact-sync/registers-cvr';

/** CVR at the provider and with the profile that the settings name; opened anew for each piece of work, since they change. */
export type OpenRegister = (settings: CvrSettings) => CvrRegister;
