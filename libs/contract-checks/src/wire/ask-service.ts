import { assertAnswer } from './kept-contracts';

export interface ServiceAnswer<Body> {
  readonly status: number;
  readonly headers: Headers;
  /** As it came. */
  readonly text: string;
  /** Read as JSON; `undefined` where nothing came. */
  readonly body: Body;
}

export interface ServiceQuestion {
  readonly method: string;
  /** The whole path: `/cpr-sync/deliveries`. */
  readonly path: string;
  /** A form goes as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a running service as somebody with a token. Throws `ContractBroken` where the answer is not as its document says. */
export async function askService<Body = unknown>(
  { url, token }: { readonly url: string; readonly token: string },
  { method, path, body, headers = {} }: ServiceQuestion,
): Promise<ServiceAnswer<Body>> {
  const isJson = body !== undefined && !(body instanceof FormData);
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(isJson && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: isJson ? JSON.stringify(body) : body }),
  });
  const text = await response.text();
  const { status } = response;
  // Probes have the form of the original product and no description.
  if (!path.endsWith('/readiness'))
    assertAnswer({ method, path, status, contentType: response.headers.get('content-type'), body: text });
  return { status, headers: response.headers, text, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}
