import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/** Gives a handler's failure to the transport as it is. Nest's own filter puts "Internal server error" in its place. */
@Catch()
export class HandBackFailure implements RpcExceptionFilter<unknown> {
  catch(failure: unknown): Observable<never> {
    return throwError(() => failure);
  }
}
