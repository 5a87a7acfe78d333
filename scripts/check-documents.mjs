// What the documents and sources say must hold: links lead somewhere, npm scripts that are named exist, and no text
// holds what could be a real person's number (only numbers with day 61-91 are invented ones).
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandFailed, ROOT } from './prepare.mjs';

const LINK = /(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g;
const SCRIPT = /\bnpm run ([a-z][a-z0-9:-]*)/g;
const REAL_PERSON_NUMBER = /(?<![\dA-Za-z.])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-?\d{4}(?![\dA-Za-z])/g;
const TEXT = /\.(md|ts|tsx|js|mjs|json|ya?ml|sql|txt|csv|html|css)$/;
// Numbers of other kinds that happen to begin with a day and a month; each is published by its owner.
const OTHER_NUMBERS = new Set([
  '1003387453' /* the production unit KMD A/S - Ballerup, the guide's test (CVR-1) */,
  '1003353636' /* the production unit of the published sample of HentCVRData */,
]);

/** Throws `CommandFailed` after printing every fault. */
export function checkDocuments() {
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const files = tracked
    .split('\0')
    .filter((file) => TEXT.test(file) && file !== 'package-lock.json' && existsSync(join(ROOT, file)));
  const scripts = new Set(Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts));
  const faults = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [
      ...(file.endsWith('.md') ? [...deadLinks(file, text), ...unknownScripts(file, text, scripts)] : []),
      ...personNumbers(file, text),
    ];
  });
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) throw new CommandFailed('the documents are not right', 1);
}

function deadLinks(file, text) {
  return [...text.matchAll(LINK)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !leadsSomewhere(file, text, decodeURIComponent(target)))
    .map((target) => `${file}: the link ${target} leads nowhere`);
}

function leadsSomewhere(file, text, target) {
  const [path, anchor] = target.split('#');
  const full = path === '' ? join(ROOT, file) : join(ROOT, dirname(file), path);
  if (!existsSync(full)) return false;
  if (anchor === undefined || !full.endsWith('.md')) return true;
  return anchorsOf(path === '' ? text : readFileSync(full, 'utf8')).has(anchor);
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(text) {
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function unknownScripts(file, text, scripts) {
  return [...text.matchAll(SCRIPT)]
    .filter(([, name]) => !scripts.has(name))
    .map(([whole]) => `${file}: there is no "${whole}"`);
}

function personNumbers(file, text) {
  return text
    .split('\n')
    .flatMap((line, index) => [...line.matchAll(REAL_PERSON_NUMBER)].map(([found]) => ({ found, line: index + 1 })))
    .filter(({ found }) => !OTHER_NUMBERS.has(found))
    .map(({ line }) => `${file}:${line}: looks like a real person's number; use one with day 61-91`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) checkDocuments();
