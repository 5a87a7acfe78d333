export { CPR_STATUSES } from './codes/status';
export type { CprStatus } from './codes/status';
export type { Field, FieldKind, Moment } from './layout/field';
export type { Layout } from './layout/layout';
export { MAPPER_VERSION, observe } from './mapping/observe';
export type { CprMappingSettings, ObserveOptions } from './mapping/mapping-options';
export { MAPPED_RECORD_TYPES } from './mapping/carried-groups';
export type { HeldReason, Observed } from './mapping/observed';
export { bucketLength, fromBucket, putIntoBucket, toBucket } from './reading/bucket';
export { FileScan } from './reading/file-scan';
export type { PhysicalForm, ScanOptions, ScanResult } from './reading/file-scan';
export { latin1, latin1Bytes } from './reading/latin1';
export { readOnlineAnswer, sentenceOf } from './reading/online-answer';
export type { AnswerFault, OnlineAnswer, OnlinePerson } from './reading/online-answer';
export { parseRecord } from './reading/parse-record';
export type { ParsedRecord, ParseResult } from './reading/parse-record';
export { PersonReader } from './reading/person-reader';
export type {
  Delivered,
  ReaderOptions,
  RejectedInput,
  StrayRecord,
  SubscriptionReceipt,
} from './reading/person-reader';
export { parsePerson, PersonRecords } from './reading/person-records';
export { eventTimeOn, joinSlices, latestEvent, normalForm, NormalForms, numbersNamed } from './reading/person-slice';
export type { PersonSlice } from './reading/person-slice';
export type { Problem, ProblemLevel } from './reading/problem';
export type { RecordLengths } from './reading/record-cutters';
export type { Refusal, RefusalCode } from './reading/refusal';
export type { FileSummary } from './reading/tally';
export { LAYOUTS } from './records/record-types';
export type { CprRecord, RecordType } from './records/record-types';
