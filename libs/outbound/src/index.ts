export { CallFailed } from './call';
export type { Call, CallAnswer, Caller, CallFailure, ClientCertificate } from './call';
