export { describeWithRabbitMq } from './describe-with-rabbitmq';
