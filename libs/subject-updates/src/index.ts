export { AddressAnswer, DateAnswer } from './answering/address-answer';
export { findOurs } from './answering/our-contacts';
export type { OurContact } from './answering/our-contacts';
export { busy, noProfile, registerProblem } from './answering/register-problem';
export type { RegisterWords } from './answering/register-problem';
export { laneCheck } from './asking/lane-check';
export type { AskedRegister, FoundReading, UnfoundReading } from './asking/reading';
export { RegisterAway } from './asking/register-away';
export { RegisterDoor } from './asking/register-door';
export type { BehindDoor, DoorOptions } from './asking/register-door';
export { registerFailure } from './asking/register-failure';
export { findPausedLane, RegisterLane } from './asking/register-lane';
export type { LaneParts, NamedLane } from './asking/register-lane';
export { SubjectUnreadable } from './asking/subject-unreadable';
export { outcomeOf, wordOf } from './storing/subject-result';
export type { SubjectResult } from './storing/subject-result';
export { saidBy, SubjectUpdates } from './storing/subject-updates';
export type {
  HeldSubject,
  ReadingTime,
  StatementTime,
  StoredSubject,
  SubjectSource,
  SubjectUpdatesOptions,
  UpdateOptions,
  WantedSubject,
} from './storing/subject-updates';
export { announced } from './working/announced';
export type { Announcing, Ending } from './working/announced';
export { carryOutTasks } from './working/carry-out-tasks';
export type { TaskWork } from './working/carry-out-tasks';
export { decideTasks } from './working/decide-tasks';
export type { ContactTask, KnownContact, TaskDecision, TaskRules } from './working/decide-tasks';
