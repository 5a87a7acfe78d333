import type { Command, HelpLine } from './command';
import { wrapped } from './text/wrapped';

const WIDTH = 96;

/** What the program prints when asked for help without a command. */
export function programHelp(commands: readonly Command[]): string {
  return [
    'contact-sync keeps a contact register in step with CPR, CVR, SOR and BFE.',
    '',
    'Usage: contact-sync COMMAND [options]',
    '',
    'Commands:',
    ...aligned(
      commands.map(({ name, summary }) => ({ term: name, text: summary })),
      startsAnotherArea,
    ),
    '',
    'contact-sync COMMAND --help tells how to use a command; contact-sync --version tells the version.',
    '',
    'Environment:',
    ...aligned([
      { term: 'CONTACT_SYNC_URL', text: 'where contact-sync answers (default http://127.0.0.1:8080)' },
      { term: 'CONTACT_SYNC_TOKEN', text: 'the token that signs you in; else the file "token" in the data folder' },
      {
        term: 'CONTACT_SYNC_DATA',
        text: 'the data folder of the standalone application (default .contact-sync in the clone)',
      },
      { term: 'DATABASE_URL', text: 'the database, for migrate' },
    ]),
    '',
    'Exit codes: 0 done; 1 refused, failed or not found; 2 the command line was not understood;',
    '3 the server could not be reached or did not accept the sign-in.',
    '',
  ].join('\n');
}

/** What one command prints when asked for help. */
export function commandHelp(command: Command): string {
  const { name, usage, about, options, examples } = command;
  return [
    ...usageLines(`Usage: contact-sync ${name} ${usage}`.trimEnd()),
    ...about.flatMap((paragraph) => ['', ...wrapped(paragraph, WIDTH)]),
    ...(options.length === 0 ? [] : ['', 'Options:', ...aligned(options)]),
    ...(examples.length === 0
      ? []
      : ['', 'Examples:', ...examples.flatMap(({ term, text }) => [`  # ${text}`, `  ${term}`])]),
    '',
  ].join('\n');
}

const NO_BREAK = '\u00a0';

/** What stands in brackets belongs together, and is not broken. */
function usageLines(usage: string): string[] {
  const whole = usage.replace(/\[[^\]]*\]|\([^)]*\)/g, (part) => part.replaceAll(' ', NO_BREAK));
  return wrapped(whole, WIDTH).map((line, at) => `${at === 0 ? '' : ' '.repeat(7)}${line.replaceAll(NO_BREAK, ' ')}`);
}

/** Commands of one register, or about one thing, stand together: their names begin with the same word. */
const startsAnotherArea = ({ term }: HelpLine, before: HelpLine): boolean =>
  term.split(' ')[0] !== before.term.split(' ')[0] && (term.includes(' ') || before.term.includes(' '));

/** `isApart`: whether a blank line stands between a line and the one before it. */
function aligned(
  lines: readonly HelpLine[],
  isApart: (line: HelpLine, before: HelpLine) => boolean = () => false,
): string[] {
  const width = Math.max(...lines.map(({ term }) => term.length));
  return lines.flatMap((line, at) => {
    const before = lines[at - 1];
    const [first = '', ...more] = wrapped(line.text, WIDTH - width - 4);
    return [
      ...(before !== undefined && isApart(line, before) ? [''] : []),
      `  ${line.term.padEnd(width)}  ${first}`,
      ...more.map((rest) => `${' '.repeat(width + 4)}${rest}`),
    ];
  });
}
