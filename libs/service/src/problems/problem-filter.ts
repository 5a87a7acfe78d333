import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logging/logger';
import { problemBody, problemOf, type ProblemOf } from './problem-of';

/** Turns whatever was thrown into problem+json. Only our own faults are logged; a caller's are the caller's. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly ours?: ProblemOf,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const { correlation } = http.getRequest<FastifyRequest>();
    const problem = problemOf(error, this.ours);
    if (problem.getStatus() >= 500)
      this.logger.error({ error, correlationId: correlation?.correlationId }, 'request failed');
    if (reply.sent) return;
    void reply
      .code(problem.getStatus())
      .headers(problem.more.headers ?? {})
      .header('Content-Type', 'application/problem+json')
      .send(Buffer.from(JSON.stringify(problemBody(problem, correlation?.correlationId))));
  }
}
