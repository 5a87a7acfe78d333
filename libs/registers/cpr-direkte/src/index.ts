export { HEADER_BYTES, isAnswer, isPersonData, MOST_BYTES, readAnswer } from './answers';
export type { DirekteAnswer } from './answers';
export { errorCodeOf, failureOf } from './error-codes';
export type { ErrorCode, Reaction } from './error-codes';
export type { DirekteUser } from './fields';
export { logonRequest, lookUpRequest, proxyRequest } from './requests';
export type { LookUpWish } from './requests';
export { answered, dataFound, DirekteSession } from './session';
export type { DirekteToken, SessionParts } from './session';
