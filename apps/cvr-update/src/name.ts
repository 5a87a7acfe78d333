/** The word that this service's routes, queues and log lines begin with. */
export const NAME = 'cvr-update';

/** For people: the heading of the API's description. */
export const TITLE = 'cvr-update: companies and production units from CVR';
