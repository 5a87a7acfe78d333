import type { FastifyReply } from 'fastify';
import { type InBoth, type Language, sendPage } from '../http/html-page';

interface Words {
  readonly title: string;
  readonly ready: string;
  readonly paste: string;
  readonly label: string;
  readonly button: string;
  readonly refused: string;
  readonly other: string;
}

const WORDS: InBoth<Words> = {
  da: {
    title: 'Log ind på contact-sync',
    ready: 'Linket virker én gang. Tryk på knappen for at logge ind i denne browser.',
    paste: 'Kør <code>npx contact-sync login</code>, og åbn det link, den viser. Eller indsæt koden fra linket her.',
    label: 'Kode',
    button: 'Log ind',
    refused: 'Linket er brugt eller for gammelt. Kør <code>npx contact-sync login</code> for at få et nyt.',
    other: '<a href="/sign-in?lang=en" lang="en">English</a>',
  },
  en: {
    title: 'Sign in to contact-sync',
    ready: 'The link works once. Press the button to sign in with this browser.',
    paste: 'Run <code>npx contact-sync login</code> and open the link it shows. Or paste the code of the link here.',
    label: 'Code',
    button: 'Sign in',
    refused: 'The link has been used or is too old. Run <code>npx contact-sync login</code> for another.',
    other: '<a href="/sign-in?lang=da" lang="da">Dansk</a>',
  },
};

/**
 * The page the sign-in link leads to. The code stands behind `#`, which browsers keep to themselves; the page moves it
 * into the form and out of the address. Without scripts it can be pasted.
 */
export function sendSignInPage(reply: FastifyReply, language: Language): FastifyReply {
  const words = WORDS[language];
  const body =
    `<header><h1>${words.title}</h1>${words.other}</header><p id="ready" hidden>${words.ready}</p>` +
    `<form method="post" action="/sign-in?lang=${language}"><div id="paste"><p>${words.paste}</p><label for="code">${words.label}</label>` +
    '<input id="code" name="code" autocomplete="off" spellcheck="false" required></div>' +
    `<button id="button">${words.button}</button></form>`;
  return sendPage(reply, { language, title: words.title, body, script: TAKE_CODE });
}

export function sendSignInRefused(reply: FastifyReply, language: Language): FastifyReply {
  const { title, refused, other } = WORDS[language];
  const body = `<header><h1>${title}</h1>${other}</header><p role="alert">${refused}</p>`;
  return sendPage(reply.code(401), { language, title, body });
}

const TAKE_CODE = `
function takeCode() {
  const code = location.hash.slice(1);
  if (!code) return;
  history.replaceState(null, '', location.pathname + location.search);
  document.getElementById('code').value = code;
  document.getElementById('paste').hidden = true;
  document.getElementById('ready').hidden = false;
  document.getElementById('button').focus();
}
addEventListener('hashchange', takeCode);
takeCode();
`;
