import { readArguments } from '../arguments';
import type { Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson, fields, moment } from '../text/table';
import { wrapped } from '../text/wrapped';
import type { ImportColumns } from './import-report';
import { fileAddress, SOR_SERVER_HELP, SOR_SERVER_OPTIONS } from './where';

/** What stands at an address, as `POST /sor-import/connection-tests` answers. */
export interface ConnectionTest {
  readonly url: string;
  readonly works: boolean;
  readonly text: string;
  readonly tookMs?: number;
  readonly status?: number | null;
  readonly kind?: 'csv' | 'zip' | null;
  readonly size?: number | null;
  readonly contentType?: string | null;
  readonly lastModified?: string | null;
  readonly columns?: ImportColumns | null;
  readonly entries?: readonly { readonly name: string; readonly bytes: number }[] | null;
  readonly entry?: string | null;
  readonly found?: readonly string[] | null;
}

const WIDTH = 92;

/** The finding for people. */
export function connectionText(test: ConnectionTest): string {
  const { url, text, status, size, contentType, lastModified, columns, entries, found, tookMs } = test;
  const list = (names: readonly string[] | null | undefined): string | undefined =>
    names && names.length > 0 ? printable(names.join(', ')) : undefined;
  return (
    `${printable(url)}\n${printable(text)}\n` +
    fields([
      ['status', status],
      ['type', contentType && printable(contentType)],
      ['bytes', size],
      ['last changed', moment(lastModified)],
      ['in the zip', list(entries?.map(({ name, bytes }) => `${name} (${bytes} bytes)`))],
      ['columns', columns ? `${columns.recognised.length} recognised` : undefined],
      ['unknown', list(columns?.unknown)],
      ['missing', list(columns?.missing)],
      ['found', list(found)],
      ['milliseconds', tookMs],
    ]) +
    wrapped(list(columns?.recognised) ?? '', WIDTH)
      .filter((line) => line !== '')
      .map((line) => `    ${line}\n`)
      .join('')
  );
}

const WHICH = ['full', 'daily', 'history'] as const;

export const testSorConnection: Command = {
  name: 'sor test-connection',
  usage: '[full|daily|history | --url URL]',
  summary: 'look at what stands at an address of SOR, and whether it could be imported',
  about: [
    'Fetches the first bytes of what stands at the full, the daily (default) or the history URL of the settings, or at --url, and tells status, size, when it was changed, and which columns are recognised, unknown and missing. Changes nothing. Needs the access code DATAADM.',
    'Ends with 1 where no file could be imported from there.',
  ],
  options: [{ term: '--url URL', text: 'this https address, in place of one of the settings' }, ...SOR_SERVER_HELP],
  examples: [
    { term: 'contact-sync sor test-connection', text: 'the daily URL' },
    { term: 'contact-sync sor test-connection history', text: 'the zip with the history' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SOR_SERVER_OPTIONS);
    const [word, ...more] = positionals;
    const url = fileAddress(values.url);
    if (more.length > 0 || (word !== undefined && url !== undefined))
      throw new UsageError('give one of full, daily and history, or a --url');
    const which = WHICH.find((each) => each === word);
    if (word !== undefined && which === undefined)
      throw new UsageError('the URLs of the settings are full, daily and history');
    const answer = await Server.find(values.server, env).post<ConnectionTest>('/sor-import/connection-tests', {
      ...(which !== undefined && { which }),
      ...(url !== undefined && { url }),
    });
    output.write(values.json === true ? asJson(answer) : connectionText(answer));
    return answer.works ? EXIT.done : EXIT.refused;
  },
};
