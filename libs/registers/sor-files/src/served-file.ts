import { contentLength } from './content-range';

type Headers = Readonly<Record<string, string>>;

/** What a server told of the file that it began to send. */
export interface ServedFile {
  /** Bytes; absent where the server sends without telling. */
  readonly length?: number;
  /** The body marks its own end (RFC 9112, 7.1), so that one that was cut is known. */
  readonly chunked?: boolean;
  /** What `If-Range` is asked with, so that the rest is the rest of the same file; absent where nothing tells two files apart. */
  readonly validator?: string;
  readonly contentType?: string;
  readonly lastModified?: Date;
  readonly etag?: string;
}

/** Reads the headers of a whole answer. */
export function servedFile(headers: Headers): ServedFile {
  const length = contentLength(headers['content-length']);
  const validator = validatorOf(headers);
  const modified = moment(headers['last-modified']);
  const { 'content-type': contentType, etag } = headers;
  return {
    ...(length === undefined ? {} : { length }),
    ...(/(?:^|,)\s*chunked\s*$/i.test(headers['transfer-encoding'] ?? '') ? { chunked: true } : {}),
    ...(validator === undefined ? {} : { validator }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(modified === undefined ? {} : { lastModified: modified }),
    ...(etag === undefined ? {} : { etag }),
  };
}

/** A strong entity tag, else a time of change that is not of this very second: the file could change again within it (RFC 9110, 8.8). */
function validatorOf(headers: Headers): string | undefined {
  const { etag, 'last-modified': modified } = headers;
  if (etag !== undefined) return etag.startsWith('"') ? etag : undefined;
  const [changed, sent] = [moment(modified), moment(headers['date'])];
  return changed !== undefined && sent !== undefined && sent.getTime() - changed.getTime() >= 1000
    ? modified
    : undefined;
}

function moment(header: string | undefined): Date | undefined {
  const date = new Date(header ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}
