/** The word that this service's routes, queues and log lines begin with. */
export const NAME = 'cvr-subscription';

/** For people: the heading of the API's description. */
export const TITLE = 'cvr-subscription: which companies we follow, and what changed with them';
