import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { completeDescription } from './complete-description';

export interface DescriptionOptions {
  /** The word the service's routes begin with. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
}

/** The service's OpenAPI document, made from its controllers. */
export function describeApi(app: NestFastifyApplication, { name, title, version }: DescriptionOptions): OpenAPIObject {
  const config = new DocumentBuilder().setTitle(title).setVersion(version).addBearerAuth().build();
  return completeDescription(SwaggerModule.createDocument(app, config), name);
}

/** As `describeApi`, of a module as it is wired: nothing of it is started, and none of its providers are made. */
export async function describeModule(module: DynamicModule, options: DescriptionOptions): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return describeApi(app, options);
}

const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** Serves the document at `/<service>/docs/openapi.json` and a page to read it at `/<service>/docs`. */
export function descriptionRoutes(app: NestFastifyApplication, service: string, document: OpenAPIObject): void {
  const server = app.getHttpAdapter().getInstance();
  const base = `/${service}/docs`;
  // The page's files come with @nestjs/swagger; its own way to serve them needs another package for the same.
  const folder = dirname(
    require.resolve('swagger-ui-dist/package.json', { paths: [require.resolve('@nestjs/swagger')] }),
  );

  server.get(`${base}/openapi.json`, (_request, reply) => reply.send(document));
  server.get(base, (_request, reply) => reply.headers(PAGE_HEADERS).send(page(base, document.info.title)));
  server.get(`${base}/start.js`, (_request, reply) => reply.type('text/javascript').send(start(base)));
  for (const [file, type] of Object.entries(FILES)) {
    server.get(`${base}/${file}`, async (_request, reply) => reply.type(type).send(await readFile(join(folder, file))));
  }
}

const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
} as const;

const page = (base: string, title: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
  `<link rel="stylesheet" href="${base}/swagger-ui.css"></head><body><div id="docs"></div>` +
  `<script src="${base}/swagger-ui-bundle.js"></script><script src="${base}/start.js"></script></body></html>`;

const start = (base: string): string => `SwaggerUIBundle({ url: '${base}/openapi.json', dom_id: '#docs' });`;
