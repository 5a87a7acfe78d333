import { CallFailed } from '@contact-sync/outbound';
import { SorFileFault } from '@contact-sync/registers-sor-files';
import { SorFileUnavailable } from '../imports/sor-files';

const WORDS: Readonly<Record<string, string>> = {
  'http-401': 'the server wants to know who we are (401); the files of SOR are open to everybody',
  'http-403': 'the server does not let us in (403)',
  'http-404': 'there is no file at the address (404)',
  'http-410': 'there is no file at the address any more (410)',
  'http-429': 'the server has been asked too often and wants to be left alone for a while (429)',
  timeout: 'the server sent nothing for too long',
  'half-answer': 'the connection was cut before the whole file had come',
  'wrong-length': 'the server sent another number of bytes than it had announced',
  'wrong-range': 'the server did not go on where the file had been cut',
  'answer-too-large': 'the file is larger than allowed (SOR_FILE_LIMIT_MB)',
  'unknown-encoding': 'the server sent the file packed in a way that was not asked for',
  'no-such-host': 'the host of the address is not known',
  'no-connection': 'there is no way to the server',
  'connection-refused': 'the server takes no connections',
  'connection-reset': 'the server broke off the connection',
  'tls-failed': 'no encrypted connection could be agreed with the server',
  'certificate-expired': "the server's certificate has expired",
  'certificate-not-yet-valid': "the server's certificate is not valid yet",
  'certificate-wrong-name': "the server's certificate is for another name",
  'certificate-untrusted': "the server's certificate is from nobody we trust",
  'client-certificate-refused': 'the server wants a certificate of ours',
  'not-an-address': 'the address is no address',
  'not-https': 'the address does not begin with https://',
  'has-credentials': 'the address holds a user name or a password',
  'host-not-allowed': 'the address leads to a host that this installation does not call (ENDPOINT_HOSTS)',
  'address-not-allowed': 'the host of the address stands in a private network and is not listed by its name',
};

/** What a code of a failed call means, in words for an administrator. */
export function wordsOf(code: string): string {
  const status = /^http-(\d{3})$/.exec(code)?.[1];
  return (
    WORDS[code] ??
    (status === undefined
      ? `the file could not be had (${code})`
      : Number(status) >= 500
        ? `the server cannot answer now (${status})`
        : Number(status) < 400
          ? `the server sends us elsewhere (${status}): enter the address of the file itself`
          : `the server refuses the request (${status})`)
  );
}

/** What may be otherwise within hours, without anybody changing an address or a setting. */
export const isPassing = (code: string): boolean =>
  PASSING.has(code) || /^http-5\d\d$/.test(code) || code.startsWith('certificate-');

const PASSING: ReadonlySet<string> = new Set([
  'http-404',
  'http-408',
  'http-425',
  'http-429',
  'timeout',
  'half-answer',
  'wrong-length',
  'wrong-range',
  'no-such-host',
  'no-connection',
  'connection-refused',
  'connection-reset',
  'tls-failed',
  'zip-damaged',
]);

/** Why a file could not be had; what says nothing about the file is thrown on as it came. */
export function unavailable(error: unknown): unknown {
  if (error instanceof CallFailed) return new SorFileUnavailable(error.code, wordsOf(error.code), { cause: error });
  if (error instanceof SorFileFault) return new SorFileUnavailable(error.code, error.said, { cause: error });
  return error;
}
