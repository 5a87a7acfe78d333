import pino from 'pino';
import { currentCorrelation } from './correlation';
import { redactLine, redactValue } from './redaction';

type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** One line of JSON for each call: `logger.info({ runId }, 'run finished')`. The text is fixed; what varies goes in fields. */
export type Logger = Pick<pino.Logger, Level> & {
  /** A logger that adds these fields to each of its lines. */
  child(fields: Readonly<Record<string, unknown>>): Logger;
};

export interface LoggerOptions {
  readonly service: string;
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** A file the lines are added to; standard output unless given. */
  readonly file?: string;
  /** Takes the lines instead. */
  readonly write?: (line: string) => void;
}

/**
 * A logger whose lines carry UTC time, service, correlation and trace. Person numbers and secrets are removed twice:
 * from the values as they come, and from the finished line.
 */
export function createLogger({ service, level = 'info', file, write }: LoggerOptions): Logger {
  const destination = write === undefined ? pino.destination({ dest: file ?? 1, sync: true, mode: 0o600 }) : { write };
  const logger = pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      errorKey: 'error',
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redactValue(fields) as Record<string, unknown>,
      },
      // Errors are taken apart by redactValue; pino's own serializer would copy every field a driver put on them.
      serializers: { error: (error: unknown) => redactValue(error), err: (error: unknown) => redactValue(error) },
      mixin: () => ({ ...currentCorrelation() }),
    },
    { write: (line: string) => void destination.write(redactLine(line)) },
  );
  return ours(logger);
}

/** Pino writes a child's fields once, when it is made, without its formatters: they are redacted here. */
function ours(logger: pino.Logger): Logger {
  return {
    debug: logger.debug.bind(logger),
    info: logger.info.bind(logger),
    warn: logger.warn.bind(logger),
    error: logger.error.bind(logger),
    fatal: logger.fatal.bind(logger),
    child: (fields) => ours(logger.child(redactValue(fields) as Record<string, unknown>)),
  };
}
