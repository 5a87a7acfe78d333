/** Names of .NET's HttpStatusCode, which the texts below print. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  300: 'MultipleChoices',
  301: 'MovedPermanently',
  302: 'Found',
  303: 'SeeOther',
  304: 'NotModified',
  307: 'TemporaryRedirect',
  308: 'PermanentRedirect',
  400: 'BadRequest',
  401: 'Unauthorized',
  402: 'PaymentRequired',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  407: 'ProxyAuthenticationRequired',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'LengthRequired',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
  414: 'RequestUriTooLong',
  415: 'UnsupportedMediaType',
  417: 'ExpectationFailed',
  421: 'MisdirectedRequest',
  422: 'UnprocessableEntity',
  423: 'Locked',
  424: 'FailedDependency',
  426: 'UpgradeRequired',
  428: 'PreconditionRequired',
  429: 'TooManyRequests',
  431: 'RequestHeaderFieldsTooLarge',
  451: 'UnavailableForLegalReasons',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
  505: 'HttpVersionNotSupported',
};

/** As .NET prints a status: by name, or by number where it has none. */
const statusName = (status: number): string => STATUS_NAMES[status] ?? String(status);

/** A code of OAuth (RFC 6749, 5.2): anything else an issuer might say there is not shown. */
const ERROR_CODE = /^[\w.-]{1,80}$/;

/** The `error` of a token issuer's answer; undefined where there is none that could be shown. */
export function shownError(error: unknown): string | undefined {
  return typeof error === 'string' && ERROR_CODE.test(error) ? error : undefined;
}

/** What KMD's client says of an answer of its token issuer without success; readiness shows it verbatim. */
export function logicTokenFailureText({ status, error }: { readonly status: number; readonly error?: string }): string {
  const text = `Unable to access the token issuer, request returned ${statusName(status)}.`;
  if (error !== undefined) return `${text} Reason: ${error}.`;
  if (status === 401)
    return `${text} Your client credentials may be invalid or are not authorized to request the scope.`;
  return text;
}

/** What KMD's client says of an answer without a token in it. */
export const LOGIC_NO_TOKEN_TEXT = 'Unable to get a token from the token issuer';

/** What readiness says of the OData target's token server. Of the address only what cannot be secret. */
export function odataTokenFailureText({
  tokenUrl,
  status,
}: {
  readonly tokenUrl: string;
  readonly status: number;
}): string {
  const { origin, pathname } = new URL(tokenUrl);
  return `Failed to get the access token from ${origin}${pathname}. Status code: ${statusName(status)}`;
}
