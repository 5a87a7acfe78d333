import { type AsyncApi, asyncApiDocument } from '@contact-sync/messaging';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NAME } from './name';
import { version } from './version';

/** The AsyncAPI document of the product, with the version of this service. */
export function messagesDescription(): AsyncApi {
  return asyncApiDocument(version());
}

/** Serves the AsyncAPI document of the product at `/contact-desk/docs/asyncapi.json`, beside the service's own OpenAPI (MSG-5). */
export function messagesRoute(app: NestFastifyApplication): void {
  const document = messagesDescription();
  app
    .getHttpAdapter()
    .getInstance()
    .get(`/${NAME}/docs/asyncapi.json`, (_request, reply) => reply.send(document));
}
