/** Injection token: name of the queue of what other systems tell us, under the installation's exchange. */
export const QUEUE_OF_INBOUND = Symbol('queue of inbound events');
