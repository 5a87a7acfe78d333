/** The word that this service's routes, queues and log lines begin with. */
export const NAME = 'cpr-sync';

/** For people: the heading of the API's description. */
export const TITLE = 'cpr-sync: persons from the CPR office';
