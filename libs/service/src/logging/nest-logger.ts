import type { LoggerService } from '@nestjs/common';
import { errorText } from './error-facts';
import type { Logger } from './logger';

/** Nest's own words, in our log. Its start-up chatter goes to debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...more: unknown[]): void {
    this.logger.debug(fields(more), text(message));
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.logger.debug(fields(more), text(message));
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.logger.debug(fields(more), text(message));
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.logger.warn(fields(more), text(message));
  }

  error(message: unknown, ...more: unknown[]): void {
    this.logger.error({ ...fields(more), ...(message instanceof Error ? { error: message } : {}) }, text(message));
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.logger.fatal(fields(more), text(message));
  }
}

const text = (message: unknown): string =>
  message instanceof Error ? errorText(message) : typeof message === 'string' ? message : 'message of the framework';

/** Nest passes an optional stack and then the context's name. */
function fields(more: readonly unknown[]): Record<string, unknown> {
  const context = more.at(-1);
  const stack = more.length > 1 ? more[0] : undefined;
  return {
    ...(typeof context === 'string' ? { context } : {}),
    ...(typeof stack === 'string' ? { stack } : {}),
  };
}
