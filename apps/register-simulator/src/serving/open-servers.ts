import { setImmediate as later } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import type { FaultDesk } from '../misbehaving/fault-desk';
import { misbehave } from '../misbehaving/misbehave';
import type { RequestLog } from '../requests/request-log';
import type { CertificateAndKey, CertificateAuthority } from '../tls/authority';
import type { SimulatorContext, Target } from './simulator-context';

interface Parts {
  readonly authority: CertificateAuthority;
  readonly faults: FaultDesk;
  readonly requests: RequestLog;
  /** 0: any free one. */
  readonly portOf: (target: Target | 'control') => number;
}

/** Servers on 127.0.0.1 over TLS. */
export class Servers {
  private readonly apps: FastifyInstance[] = [];
  private readonly stopping = new AbortController();

  private constructor(
    private readonly parts: Parts,
    /** Shown by every server. */
    readonly identity: CertificateAndKey,
  ) {}

  static async create(parts: Parts): Promise<Servers> {
    const subject = 'CN=localhost, O=Register simulator';
    return new Servers(parts, await parts.authority.issue({ subject, use: 'server' }));
  }

  readonly open: SimulatorContext['open'] = async (target, { clientCertificates = false }, routes) => {
    const app = this.server(clientCertificates, target === 'identity');
    misbehave(app, { ...this.parts, target, stopping: this.stopping.signal });
    app.addHook('preHandler', async (request) => this.parts.requests.body(request));
    routes(app);
    return this.listen(app, target);
  };

  /** The simulator's own interface: no faults, not counted. */
  async openControl(routes: (app: FastifyInstance) => void): Promise<string> {
    const app = this.server(false, false);
    routes(app);
    return this.listen(app, 'control');
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.apps.map((app) => app.close()));
    // Sockets that were broken off say goodbye.
    await later();
  }

  private server(clientCertificates: boolean, anyCase: boolean): FastifyInstance {
    const { certificate, key } = this.identity;
    const app = Fastify({
      bodyLimit: 16 * 1024 * 1024,
      forceCloseConnections: true,
      routerOptions: { caseSensitive: !anyCase, maxParamLength: 1000 },
      https: {
        cert: certificate,
        key,
        ...(clientCertificates && { requestCert: true, rejectUnauthorized: true, ca: this.parts.authority.pem }),
      },
    }) as unknown as FastifyInstance;
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    return app;
  }

  private async listen(app: FastifyInstance, name: Target | 'control'): Promise<string> {
    this.apps.push(app);
    await app.listen({ host: '127.0.0.1', port: this.parts.portOf(name) });
    const address = app.server.address();
    if (address === null || typeof address === 'string') throw new Error('a server has a port');
    return `https://localhost:${address.port}`;
  }
}
