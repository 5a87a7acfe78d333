import type { CvrProvider } from '@contact-sync/registers-cvr';

export const CVR_PROVIDERS: readonly CvrProvider[] = ['datafordeler', 'logic'];
