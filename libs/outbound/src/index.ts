export { CallFailed } from './call';
export type {
  Call,
  CallAnswer,
  Caller,
  CallFailure,
  ClientCertificate,
  StreamAnswer,
  StreamCall,
  StreamCaller,
} from './call';
export { connectionFailure } from './connection-failure';
export { hostFault, hostRules, isAllowedHost, REGISTER_HOSTS } from './host-rules';
export type { HostFault, HostRule } from './host-rules';
export { jsonBody } from './json-body';
export { limited } from './limited';
export { openCaller } from './open-caller';
export type { CallerOptions, OpenCaller } from './open-caller';
export { refusalOf, retryAfter } from './refusal';
export { openSockets } from './sockets';
export type { SocketAddress, SocketExchange, Sockets, SocketsOptions, SocketWish } from './sockets';
