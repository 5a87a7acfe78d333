/** The word that this service's routes, queues and log lines begin with. */
export const NAME = 'contact-desk';

/** For people: the heading of the API's description. */
export const TITLE = 'contact-desk: contacts, service queue and events';
