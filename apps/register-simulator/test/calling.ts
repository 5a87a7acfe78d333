import { request } from 'node:https';
import type { RunningSimulator } from '../src/start-simulator';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  json?: unknown;
  form?: Record<string, string>;
  pfx?: { pkcs12: string; password: string };
  timeoutMs?: number;
}

/** Calls over a socket of its own, trusting the simulator's authority and nobody else. */
export async function call({ ca }: Pick<RunningSimulator, 'ca'>, url: string, asked: Asked = {}): Promise<Answer> {
  const { json, form, pfx, timeoutMs = 10_000 } = asked;
  const body = asked.body ?? (json !== undefined ? JSON.stringify(json) : form && new URLSearchParams(form).toString());
  const type = json !== undefined ? 'application/json' : form && 'application/x-www-form-urlencoded';
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        ca,
        agent: false,
        method: asked.method ?? (body === undefined ? 'GET' : 'POST'),
        headers: { ...(type && { 'content-type': type }), ...asked.headers },
        signal: AbortSignal.timeout(timeoutMs),
        ...(pfx && { pfx: Buffer.from(pfx.pkcs12, 'base64'), passphrase: pfx.password }),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The `Authorization` header of KMD Logic's caller. */
export async function logicToken(simulator: RunningSimulator): Promise<string> {
  const { clientId, clientSecret, scope } = simulator.secrets.logic;
  const { text } = await call(simulator, `${simulator.addresses.identity}/clientcredentials/token`, {
    form: { grant_type: 'client_credentials', client_id: clientId, scope, client_secret: clientSecret },
  });
  const { token_type, access_token } = JSON.parse(text);
  return `${token_type} ${access_token}`;
}

/** The base of the CVR API's paths. */
export function cvrApi({ addresses, secrets }: RunningSimulator): string {
  return `${addresses.gateway}/cvr/v1/subscriptions/${secrets.logic.subscriptionId}/cvr`;
}
