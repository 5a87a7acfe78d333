export { asyncApiDocument } from './contract/async-api';
export type { AsyncApi } from './contract/async-api';
export { FEED_START, isFeedPlace, lastPublished, publishedEvents } from './desk/published-events';
export type { FeedPlace, PublishedPage } from './desk/published-events';
export { mendMessage } from './desk/mend-message';
export type { Mended, MendOutcome } from './desk/mend-message';
export { readBody } from './desk/message-body';
export { actOnRow, countRows, findRows } from './desk/queue-desk';
export type { DeskAction, DeskOutcome, QueueCount, QueueFilter, QueueRow, RowState } from './desk/queue-desk';
export { findFailedTasks, findFinishedTasks } from './desk/task-outcomes';
export type { FailedTask, FinishedTask } from './desk/task-outcomes';
export { findTasksAtRest } from './desk/tasks-at-rest';
export type { TaskAtRest } from './desk/tasks-at-rest';
export { queueFigures } from './desk/queue-figures';
export type { QueueFigure } from './desk/queue-figures';
export { decideRecovery, MAX_ATTEMPTS } from './handling/decide-recovery';
export type { Recovery } from './handling/decide-recovery';
export { HandBackFailure } from './handling/hand-back-failure';
export { HandleEvents, HandleTasks } from './handling/handler-decorators';
export type { HandlerOptions } from './handling/handler-decorators';
export { HandlingContext } from './handling/handling-context';
export {
  ContractViolation,
  OutcomeUnknown,
  RegisterRefused,
  RegisterUnavailable,
  StoreBusy,
  SubjectRejected,
} from './handling/failures';
export { setAside } from './handling/set-aside';
export type { NotApplied } from './handling/set-aside';
export { claim, extendClaim } from './queue/claim';
export type { ClaimedRow } from './queue/claim';
export type { Claim, Delivery } from './queue/delivery';
export { endTasks } from './queue/end-tasks';
export { enqueueEvents, enqueueTasks } from './queue/enqueue';
export type { OutgoingEvent, OutgoingTask } from './queue/enqueue';
export { takeInbound, wakeInbound } from './queue/inbound';
export type { Arrival, InboundKey } from './queue/inbound';
export { notYetApplied } from './queue/inbox';
export { findPausedLanes, leaveLane, passLane, pauseLane, resumeLane } from './queue/lanes';
export type { LanePassage, PausedLane } from './queue/lanes';
export { purge } from './queue/retention';
export type { Retention } from './queue/retention';
export { allDone, ClaimLost, settle } from './queue/settle';
export { takeUnfinished } from './queue/take-unfinished';
export type { UnfinishedTask } from './queue/take-unfinished';
export type { Outcome, Problem, Settlement } from './queue/settle';
export { InProcessPublisher } from './in-process/in-process-publisher';
export { InProcessTransport } from './in-process/in-process-transport';
export type { InProcessTransportOptions } from './in-process/in-process-transport';
export { BrokerConnection } from './rabbitmq/broker-connection';
export type { BrokerConnectionOptions } from './rabbitmq/broker-connection';
export { ParkedInBroker } from './rabbitmq/parked-in-broker';
export { RabbitMqPublisher } from './rabbitmq/rabbitmq-publisher';
export type { RabbitMqPublisherOptions } from './rabbitmq/rabbitmq-publisher';
export { RabbitMqTransport } from './rabbitmq/rabbitmq-transport';
export type { RabbitMqTransportOptions } from './rabbitmq/rabbitmq-transport';
export type { Publisher } from './relay/publisher';
export { Relay } from './relay/relay';
export type { RelayOptions } from './relay/relay';
export { RelayRunner } from './relay/relay-runner';
export { INBOUND_QUEUE, NEW_CONTACTS_QUEUE, productTopology, queueUnder } from './relay/topology';
export type { QueueBinding, Topology } from './relay/topology';
export { UNREADABLE } from './relay/wire-message';
export { messagingSchema } from './schema';
export { parkedInBrokerOf, publisherOf, transportOf } from './ways';
export type { MessageWay, TransportParts } from './ways';
