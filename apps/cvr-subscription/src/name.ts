/** The word that this service's routes, queues and log lines begin with. */
export const NAME = 'cvr-subscription';
