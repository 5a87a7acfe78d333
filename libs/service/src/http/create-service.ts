import { asService } from '@contact-sync/tracing';
import { type DynamicModule, type Type, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AccessGuard, signedIn } from '../access/access-guard';
import type { Authenticator } from '../access/authenticator';
import { LocalAccess } from '../access/local-access';
import { openAccess } from '../access/open-access';
import { signInRoutes } from '../access/sign-in-routes';
import type { SignInLinks } from '../access/sign-in-links';
import type { AccessConfig, HttpConfig, LogConfig } from '../configuration/parts';
import { createLogger, type Logger } from '../logging/logger';
import { NestLogger } from '../logging/nest-logger';
import { ServiceMetrics } from '../metrics/service-metrics';
import { type HealthCheck, HealthChecks } from '../probes/health-checks';
import { probeRoutes } from '../probes/probe-routes';
import { ProblemFilter } from '../problems/problem-filter';
import { type ProblemOf, validationProblem } from '../problems/problem-of';
import { startTracing, type Tracing } from '../tracing/start-tracing';
import type { TracingConfig } from '../tracing/tracing-config';
import { answerBadAddress } from './answer-bad-address';
import { describeApi, descriptionRoutes } from './api-description';
import { requestFacts } from './request-facts';

export interface ServiceOptions {
  /** The word its routes begin with: `cpr-sync` serves `/cpr-sync/…`. */
  readonly name: string;
  /** For people: the heading of the API's description. */
  readonly title: string;
  readonly version: string;
  /** The service's own wiring. Work starts in `onApplicationBootstrap`, stops in `onModuleDestroy`; pools end in `onApplicationShutdown`. */
  readonly module: Type<unknown> | DynamicModule;
  readonly config: {
    readonly http: HttpConfig;
    readonly access: AccessConfig;
    readonly log: LogConfig;
    readonly tracing?: TracingConfig;
  };
  readonly now?: () => Date;
  readonly checks?: readonly HealthCheck[];
  readonly metrics?: ServiceMetrics;
  readonly logger?: Logger;
  /** The service's own errors, as problems for the caller. */
  readonly problemOf?: ProblemOf;
  /** Given to the one host whose sign-in link is printed (ACCESS=local). */
  readonly signInLinks?: SignInLinks;
}

/** A service that has been wired but does not listen yet. */
export interface Service {
  readonly name: string;
  readonly app: NestFastifyApplication;
  readonly logger: Logger;
  readonly metrics: ServiceMetrics;
  readonly health: HealthChecks;
  /** Starts checks, message handlers and HTTP; returns the address, `http://127.0.0.1:4711`. */
  listen(): Promise<string>;
  /** No new work, work in hand finished or given back, then closed. Takes as long as the service's own hooks do. */
  stop(): Promise<void>;
}

/** Wires a service: its module, with access, problems, validation, correlation, request log, probes, metrics and API description around it. */
export async function createService(options: ServiceOptions): Promise<Service> {
  const { name, config, now = () => new Date() } = options;
  const logger = options.logger ?? createLogger({ service: name, ...config.log });
  const metrics = options.metrics ?? new ServiceMetrics(name);
  const health = new HealthChecks(options.checks ?? []);
  const access = openAccess(config.access, now);

  const app = await NestFactory.create<NestFastifyApplication>(
    options.module,
    new FastifyAdapter({ bodyLimit: config.http.bodyLimit, frameworkErrors: answerBadAddress }),
    {
      logger: new NestLogger(logger),
      abortOnError: false,
    },
  );
  app.useGlobalGuards(new AccessGuard(access));
  app.useGlobalFilters(new ProblemFilter(logger, options.problemOf));
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: validationProblem,
    }),
  );

  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  requestFacts(server, { service: name, logger, metrics, access });
  probeRoutes(server, health, name);
  metricsRoutes(server, { name, metrics, access, open: config.http.metricsOpen });
  callerRoute(server, name, access);
  if (options.signInLinks !== undefined && access instanceof LocalAccess)
    signInRoutes(server, access, options.signInLinks);
  if (config.http.docs) descriptionRoutes(app, name, describeApi(app, options));

  let tracing: Tracing | undefined;
  const begin = async (): Promise<string> => {
    await app.startAllMicroservices();
    await app.listen(config.http.port, config.http.host);
    await health.start();
    return app.getUrl();
  };
  return {
    name,
    app,
    logger,
    metrics,
    health,
    listen: async () => {
      if (config.tracing) tracing = startTracing(config.tracing, { name, version: options.version, logger });
      // Loops and connections that begin here are this service's, as their spans show.
      const address = await asService(name, begin);
      logger.info({ address }, 'service listens');
      return address;
    },
    stop: async () => {
      health.beginStopping();
      logger.info('service stops');
      await app.close();
      health.stop();
      await tracing?.stop();
    },
  };
}

function metricsRoutes(
  server: FastifyInstance,
  { name, metrics, access, open }: { name: string; metrics: ServiceMetrics; access: Authenticator; open: boolean },
): void {
  for (const address of ['/metrics', `/${name}/metrics`]) {
    server.get(address, async (request, reply) => {
      if (!open) await signedIn(access, request);
      return reply.header('Content-Type', metrics.contentType).send(await metrics.text());
    });
  }
}

/** `GET /<service>/me`: who the caller is and what they may do, so that the page shows what can be used. */
function callerRoute(server: FastifyInstance, name: string, access: Authenticator): void {
  server.get(`/${name}/me`, async (request) => {
    const { id, accessCodes } = await signedIn(access, request);
    return { id, accessCodes: [...accessCodes] };
  });
}
