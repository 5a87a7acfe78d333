/** The word that this service's routes, queues and log lines begin with. */
export const NAME = 'auth-profile';

/** For people: the heading of the API's description. */
export const TITLE = 'auth-profile: authentication profiles and what they keep secret';
