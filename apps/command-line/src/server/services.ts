/** The services that run jobs; each keeps its own schedules and runs, below its own name. */
export const SERVICES = [
  'cpr-sync',
  'cvr-subscription',
  'sor-import',
  'bfe-lookup',
  'auth-profile',
  'contact-desk',
] as const;
