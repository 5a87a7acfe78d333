import proxy from '@fastify/http-proxy';
import {
  answerBadAddress,
  callerFacts,
  type LocalAccess,
  type Logger,
  mergeReports,
  metricsText,
  personNumberRefused,
  Problem,
  probeRoutes,
  problemBody,
  problemOf,
  type ReportSource,
  type ServiceMetrics,
  signedIn,
  type SignInLinks,
  signInRoutes,
} from '@contact-sync/service';
import Fastify, { type FastifyInstance } from 'fastify';
import { HOST } from '../config';
import { sendLandingPage } from './landing-page';
import { portTaken } from './port';

/** A service that the front forwards to: whatever begins with its name. */
export interface FrontedService {
  readonly name: string;
  /** `http://127.0.0.1:4711` */
  readonly url: string;
  readonly health: ReportSource;
  readonly metrics: ServiceMetrics;
}

export interface FrontOptions {
  readonly port: number;
  readonly access: LocalAccess;
  readonly links: SignInLinks;
  readonly services: readonly FrontedService[];
  readonly logger: Logger;
}

export interface Front {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * One address for all services: forwards by the first step of the path, signs browsers in, and answers probes and
 * metrics for the services together. On the loopback interface only. Throws `PortTaken`.
 */
export async function openFront({ port, access, links, services, logger }: FrontOptions): Promise<Front> {
  const server = Fastify({ forceCloseConnections: true, frameworkErrors: answerBadAddress });
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.getStatus() >= 500) logger.error({ error }, 'the front could not answer');
    const body = Buffer.from(JSON.stringify(problemBody(problem, request.id)));
    return reply
      .code(problem.getStatus())
      .headers(problem.more.headers ?? {})
      .type('application/problem+json')
      .send(body);
  });
  server.setNotFoundHandler(() => {
    throw new Problem(404, 'There is nothing at this address');
  });
  server.addHook('onRequest', async (request) => {
    const refusal = access.refusesOrigin(callerFacts(request));
    if (refusal !== undefined) throw new Problem(403, refusal);
    const refused = personNumberRefused(request.url);
    if (refused !== undefined) throw refused;
  });

  probeRoutes(server, { report: (tag) => mergeReports(reportsOf(services, tag)) });
  server.get('/metrics', async (request, reply) => {
    await signedIn(access, request);
    return reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(await metricsText(services.map(({ metrics }) => metrics)));
  });
  await server.register((pages) => {
    acceptForms(pages);
    signInRoutes(pages, access, links);
    // Browsers ask for it unasked; without an answer every page begins with an error in their console.
    pages.get('/favicon.ico', (_request, reply) => reply.code(204).send());
    pages.get('/', async (request, reply) => {
      const caller = await access.authenticate(callerFacts(request));
      if (caller === undefined) return reply.redirect('/sign-in', 303);
      return sendLandingPage(
        request,
        reply,
        services.map(({ name }) => name),
      );
    });
  });
  for (const { name, url } of services) {
    for (const step of [name, ...(OTHER_NAMES[name] ?? [])]) await forward(server, step, url);
  }

  try {
    const address = await server.listen({ port, host: HOST });
    return { url: address, stop: () => server.close() };
  } catch (error) {
    throw portTaken(error, port);
  }
}

const reportsOf = (
  services: readonly FrontedService[],
  tag: 'liveness' | 'readiness',
): Record<string, ReturnType<ReportSource['report']>> =>
  Object.fromEntries(services.map(({ name, health }) => [name, health.report(tag)]));

/** First steps of a path besides the service's name: where the original product answered its probes (CVR-7). */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = { 'cvr-subscription': ['CvrSubscriptionService'] };

/** Bodies go through as they come. The host stays the one the browser named, so that the service sees its own origin. */
const forward = async (server: FastifyInstance, name: string, upstream: string): Promise<void> => {
  await server.register(proxy, {
    upstream,
    prefix: `/${name}`,
    rewritePrefix: `/${name}`,
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => ({ ...headers, host: request.headers.host }),
      onError: (reply) => {
        const problem = new Problem(502, 'The service does not answer');
        void reply.code(502).type('application/problem+json').send(problemBody(problem, reply.request.id));
      },
    },
  });
};

function acceptForms(server: FastifyInstance): void {
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
}
