/** What is wrong with one member of the request. */
interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** An answer of type application/problem+json (RFC 9457), as far as it is shown. */
interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldFault[];
  readonly correlationId?: string;
}

/** The server's refusal in one or more lines of plain words. A fault of the server comes with the number to look for in its log. */
export function problemText(status: number, problem: unknown): string {
  const { title, detail, errors = [], correlationId } = (problem ?? {}) as ProblemBody;
  const what = detail ?? title ?? 'the server gave no reason';
  const place =
    status >= 500 ? ` (server error ${status}${correlationId === undefined ? '' : `, ${correlationId}`})` : '';
  return [`${what}${place}`, ...errors.map(({ field, message }) => `  ${field}: ${message}`)].join('\n');
}
