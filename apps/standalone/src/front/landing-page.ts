import { type InBoth, languageOf, sendPage } from '@contact-sync/service';
import type { FastifyReply, FastifyRequest } from 'fastify';

interface Words {
  readonly intro: string;
  readonly services: string;
  readonly api: string;
  readonly document: string;
  readonly state: string;
  readonly readiness: string;
  readonly metrics: string;
  readonly commandLine: string;
  readonly run: string;
  readonly signOut: string;
  readonly other: string;
}

const WORDS: InBoth<Words> = {
  da: {
    intro:
      'Du er logget ind. contact-sync holder et kontaktregister ajour med CPR og fortæller andre systemer, hvad der er ændret.',
    services: 'Tjenester',
    api: 'API-dokumentation',
    document: 'OpenAPI',
    state: 'Tilstand',
    readiness: 'Er alt klar?',
    metrics: 'Målinger (Prometheus)',
    commandLine: 'Kommandolinjen',
    run: 'Kør den fra projektets mappe. <code>npx contact-sync --help</code> viser alle kommandoer.',
    signOut: 'Log ud',
    other: '<a href="/?lang=en" lang="en">English</a>',
  },
  en: {
    intro:
      'You are signed in. contact-sync keeps a contact register in step with CPR and tells other systems what changed.',
    services: 'Services',
    api: 'API documentation',
    document: 'OpenAPI',
    state: 'State',
    readiness: 'Is everything ready?',
    metrics: 'Metrics (Prometheus)',
    commandLine: 'The command line',
    run: 'Run it from the folder of the project. <code>npx contact-sync --help</code> shows every command.',
    signOut: 'Sign out',
    other: '<a href="/?lang=da" lang="da">Dansk</a>',
  },
};

const EXAMPLES = [
  'npx contact-sync contacts find --type C --name Jensen --purpose "trying it out"',
  'npx contact-sync events tail --from start --limit 5',
  'npx contact-sync queue list',
  'npx contact-sync runs list',
].join('\n');

/** What one who has signed in sees first: where things are. */
export function sendLandingPage(
  request: FastifyRequest,
  reply: FastifyReply,
  services: readonly string[],
): FastifyReply {
  const language = languageOf(request);
  const words = WORDS[language];
  const links = services.map(
    (name) =>
      `<li><a href="/${name}/docs">${name}: ${words.api}</a>, ` +
      `<a href="/${name}/docs/openapi.json">${words.document}</a></li>`,
  );
  const body =
    `<header><h1>contact-sync</h1>${words.other}</header><p>${words.intro}</p>` +
    `<h2>${words.services}</h2><ul>${links.join('')}</ul>` +
    `<h2>${words.state}</h2><ul><li><a href="/readiness">${words.readiness}</a></li><li><a href="/metrics">${words.metrics}</a></li></ul>` +
    `<h2>${words.commandLine}</h2><p>${words.run}</p><pre>${EXAMPLES}</pre>` +
    `<form method="post" action="/sign-out"><button>${words.signOut}</button></form>`;
  return sendPage(reply, { language, title: 'contact-sync', body });
}
