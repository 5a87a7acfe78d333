// npm run docs:contracts: writes from the built code what others may rely on: docs/messages.md, the AsyncAPI document, and
// the OpenAPI document of each service.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SERVICES } from './contracts.mjs';
import { ROOT } from './prepare.mjs';

const require = createRequire(import.meta.url);
const built = (project, file) => require(join(ROOT, project, 'dist', file));
const json = (document) => `${JSON.stringify(document, null, 2)}\n`;
const write = (file, text) => writeFileSync(join(ROOT, 'docs', file), text);

mkdirSync(join(ROOT, 'docs', 'contracts', 'openapi'), { recursive: true });
write('messages.md', built('libs/contracts', 'index.js').messagesDocument());
write('contracts/asyncapi.json', json(built('apps/contact-desk', 'messages-route.js').messagesDescription()));
for (const service of SERVICES)
  write(`contracts/openapi/${service}.json`, json(await built(`apps/${service}`, 'api-document.js').apiDocument()));
