import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type Language = 'da' | 'en';

/** The two languages' words for the same page. */
export type InBoth<T> = Readonly<Record<Language, T>>;

export interface HtmlPage {
  readonly language: Language;
  readonly title: string;
  /** Markup; whatever came from outside must have passed `escapeHtml`. */
  readonly body: string;
  readonly script?: string;
}

/** The language asked for by `?lang=`, else the one the browser names first, else English. */
export function languageOf({ query, headers }: FastifyRequest): Language {
  const asked = typeof query === 'object' && query !== null ? (query as Record<string, unknown>)['lang'] : undefined;
  if (asked === 'da' || asked === 'en') return asked;
  const named = (headers['accept-language'] ?? '').toLowerCase().split(',');
  return named.map((each) => each.trim().slice(0, 2)).find((each) => each === 'da' || each === 'en') ?? 'en';
}

/** Sends a page that loads nothing, may only submit to ourselves, and runs no script but its own. */
export function sendPage(reply: FastifyReply, { language, title, body, script }: HtmlPage): FastifyReply {
  const scripts = script === undefined ? '' : `<script>${script}</script>`;
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    ...(script === undefined ? [] : [`script-src '${hashOf(script)}'`]),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
  return reply
    .headers({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-store',
      // Not no-referrer: browsers then hide from our own host that a form came from it.
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    })
    .send(
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>` +
        `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>` +
        `<body><main>${body}</main>${scripts}</body></html>`,
    );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const STYLE = [
  ':root{color-scheme:light dark;--page:#fff;--text:#1a1a1a;--line:#767676;--link:#0059b3;--button:#0059b3;--on-button:#fff}',
  '@media(prefers-color-scheme:dark){:root{--page:#161616;--text:#f0f0f0;--line:#9a9a9a;--link:#8cc2ff;--button:#8cc2ff;--on-button:#000}}',
  'body{margin:0;background:var(--page);color:var(--text);font:1.0625rem/1.6 system-ui,sans-serif}main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem}',
  'h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.25rem;margin:2rem 0 .5rem}',
  'a{color:var(--link)}ul{padding-left:1.25rem}li{margin:.25rem 0}',
  'pre,code{font:.9375rem/1.5 ui-monospace,monospace}pre{white-space:pre-wrap;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.25rem}',
  'label{display:block;margin-bottom:.25rem}input{font:inherit;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.25rem;width:100%;max-width:24rem;box-sizing:border-box}',
  'button{font:inherit;margin-top:1rem;padding:.5rem 1.5rem;border:0;border-radius:.25rem;background:var(--button);color:var(--on-button);cursor:pointer}',
  ':focus-visible{outline:3px solid var(--link);outline-offset:3px}[hidden]{display:none}',
  'header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem}',
].join('');
