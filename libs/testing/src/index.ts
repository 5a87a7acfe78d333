export { describeWithRabbitMq } from './describe-with-rabbitmq';
export { freshDatabase } from './fresh-database';
export type { FreshDatabase } from './fresh-database';
export { uniqueName } from './unique-name';
export { waitFor } from './wait-for';
export type { WaitOptions } from './wait-for';
