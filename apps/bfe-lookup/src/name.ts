/** The word that this service's routes, queues and log lines begin with. */
export const NAME = 'bfe-lookup';

/** For people: the heading of the API's description. */
export const TITLE = 'bfe-lookup: real property from Datafordeler';
