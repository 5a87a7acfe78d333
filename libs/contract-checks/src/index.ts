export { breakingChanges } from './changes/breaking-changes';
export type { Json } from './changes/flat-schema';
export type { BreakingChange } from './changes/schema-changes';
export { AnswerChecker } from './wire/answer-checker';
export type { SeenAnswer } from './wire/answer-checker';
export { MessageChecker } from './wire/message-checker';
export { descriptionGaps } from './description-gaps';
export { assertAnswer, assertMessage, ContractBroken } from './wire/kept-contracts';
