import { BaseRpcContext } from '@nestjs/microservices';

/** What a handler may know about the circumstances. */
export class HandlingContext extends BaseRpcContext<[AbortSignal, string]> {
  /** Aborts when the service stops: finish soon, or throw and be given back. */
  get signal(): AbortSignal {
    return this.getArgs()[0];
  }

  /** Queue the messages came by. */
  get queue(): string {
    return this.getArgs()[1];
  }
}
