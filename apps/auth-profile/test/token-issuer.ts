import { httpsServer, newAuthority, type TestServer } from '@contact-sync/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';

export interface TokenRequestSeen {
  readonly line: string;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
  /** Serial number of the certificate that was shown. */
  readonly certificate: string | undefined;
}

/** A token issuer over TLS that writes down what it is asked, to the letter. */
export class TokenIssuer {
  readonly seen: TokenRequestSeen[] = [];
  /** Gives numbered tokens unless told otherwise. */
  answer: (response: ServerResponse) => void = (response) => this.give(response);
  expiresIn = 300;

  private constructor(
    private readonly server: TestServer,
    private readonly folder: string,
  ) {}

  static async start(): Promise<TokenIssuer> {
    const authority = await newAuthority();
    const folder = mkdtempSync(join(tmpdir(), 'issuer-'));
    writeFileSync(join(folder, 'ca.pem'), authority.certificate);
    const server = httpsServer(
      await authority.issue({ name: 'localhost' }),
      (request, response) => {
        let body = '';
        request.on('data', (part: Buffer) => (body += part.toString()));
        request.on('end', () => {
          const { authorization, 'content-type': contentType } = request.headers;
          const peer = (request.socket as TLSSocket).getPeerCertificate();
          const line = `${request.method} ${request.url}`;
          issuer.seen.push({ line, contentType, authorization, body, certificate: peer.serialNumber });
          issuer.answer(response);
        });
      },
      { requestCert: true, rejectUnauthorized: false },
    );
    const issuer = new TokenIssuer(await server, folder);
    return issuer;
  }

  /** What a service needs to call it. */
  get env(): { readonly ENDPOINT_HOSTS: string; readonly REGISTER_CA_FILE: string } {
    return { ENDPOINT_HOSTS: 'localhost:*', REGISTER_CA_FILE: join(this.folder, 'ca.pem') };
  }

  get url(): string {
    return `https://localhost:${this.server.port}`;
  }

  give(response: ServerResponse): void {
    const token = {
      access_token: `issued-token-${this.seen.length}`,
      expires_in: this.expiresIn,
      token_type: 'Bearer',
    };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(token));
  }

  say(status: number, body: object, headers: Readonly<Record<string, string>> = {}): void {
    this.answer = (response) => response.writeHead(status, headers).end(JSON.stringify(body));
  }

  again(): void {
    this.seen.length = 0;
    this.answer = (response) => this.give(response);
    this.expiresIn = 300;
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true });
  }
}
