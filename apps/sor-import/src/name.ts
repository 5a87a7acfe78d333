/** The word that this service's routes, queues and log lines begin with. */
export const NAME = 'sor-import';

/** For people: the heading of the API's description. */
export const TITLE = 'sor-import: health organisations from SOR';
