/** PostgreSQL notification channel: something is due for the relay. */
export const DUE_CHANNEL = 'service_queue_due';

/** PostgreSQL notification channel: there are deliveries for the transports of a process without a broker. */
export const DELIVERY_CHANNEL = 'service_queue_delivery';

/** Statement that wakes the relay when the transaction commits; however often it is run, once. */
export const WAKE_RELAY = `select pg_notify('${DUE_CHANNEL}', '')`;
