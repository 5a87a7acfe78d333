import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './failures';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; strict: true; allowPositionals: true }>
>;

/**
 * Reads the words after a command's name. Throws `UsageError`; its text names options, and never repeats a value,
 * since what was typed in the wrong place may be a person's number.
 */
export function readArguments<const O extends Options>(args: readonly string[], options: O): Parsed<O> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(inOurWords(error, args, options));
  }
}

function inOurWords(error: unknown, args: readonly string[], options: Options): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const unknown = args.find((arg) => /^--?[a-z]/.test(arg) && !isKnown(arg, options));
    return unknown === undefined ? 'there is an option this command does not know' : `unknown option ${named(unknown)}`;
  }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const text = (error as Error).message;
    const wrong = Object.keys(options).find((name) => new RegExp(`--${name}\\b`).test(text));
    if (wrong === undefined) return 'an option lacks its value';
    return options[wrong]?.type === 'string' ? `--${wrong} needs a value` : `--${wrong} takes no value`;
  }
  throw error;
}

const named = (arg: string): string => arg.split('=')[0] ?? arg;

function isKnown(arg: string, options: Options): boolean {
  return arg.startsWith('--') && named(arg).slice(2) in options;
}

/** The value of an option that must be given. */
export function required(value: string | undefined, name: string, why: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is needed: ${why}`);
  return value;
}

/** The value of an option that must be one of a few words. */
export function oneOf<const Word extends string>(
  value: string | undefined,
  name: string,
  words: readonly Word[],
): Word | undefined {
  if (value === undefined) return undefined;
  const word = words.find((each) => each === value);
  if (word === undefined) throw new UsageError(`--${name} must be ${words.join(' or ')}`);
  return word;
}

/** The value of an option that must be a whole number from 1. */
export function wholeNumber(value: string | undefined, name: string, most: number): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value) || Number(value) > most) {
    throw new UsageError(`--${name} must be a whole number from 1 to ${most}`);
  }
  return Number(value);
}

/** For commands that take nothing but options. */
export function noPositionals(positionals: readonly string[]): void {
  if (positionals.length > 0) throw new UsageError('this command takes options only, and was given a word more');
}
