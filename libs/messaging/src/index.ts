export { decideRecovery, MAX_ATTEMPTS } from './handling/decide-recovery';
export type { Recovery } from './handling/decide-recovery';
export {
  ContractViolation,
  OutcomeUnknown,
  RegisterRefused,
  RegisterUnavailable,
  StoreBusy,
  SubjectRejected,
} from './handling/failures';
export { claim, extendClaim } from './queue/claim';
export type { ClaimedRow } from './queue/claim';
export type { Claim, Delivery } from './queue/delivery';
export { enqueueEvents, enqueueTasks } from './queue/enqueue';
export type { OutgoingEvent, OutgoingTask } from './queue/enqueue';
export { notYetApplied } from './queue/inbox';
export { findPausedLanes, pauseLane, resumeLane } from './queue/lanes';
export type { PausedLane } from './queue/lanes';
export { purge } from './queue/retention';
export type { Retention } from './queue/retention';
export { allDone, ClaimLost, settle } from './queue/settle';
export type { Outcome, Problem, Settlement } from './queue/settle';
export { messagingSchema } from './schema';
