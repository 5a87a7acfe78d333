/** Which bytes of a file an answer holds (RFC 9110, 14.4): the first and the last, counted from 0, of so many. */
export interface ContentRange {
  readonly first: number;
  readonly last: number;
  /** Absent where the server did not know it. */
  readonly of?: number;
}

/** Reads `Content-Range`; undefined where it is absent, means no bytes, or makes no sense. */
export function contentRange(header: string | undefined): ContentRange | undefined {
  const { first, last, of } =
    /^bytes (?<first>\d{1,15})-(?<last>\d{1,15})\/(?<of>\d{1,15}|\*)$/i.exec(header?.trim() ?? '')?.groups ?? {};
  if (first === undefined || last === undefined) return undefined;
  const range = { first: Number(first), last: Number(last), ...(of === '*' ? {} : { of: Number(of) }) };
  return range.last < range.first || range.last >= (range.of ?? Infinity) ? undefined : range;
}

/** Reads `Content-Length`; undefined where it is absent or no number. */
export function contentLength(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header.trim()) ? Number(header) : undefined;
}
