import { encode } from './encode';
import { CONTENT_TYPE, TYPE_PREFIX } from './envelope';
import type { FieldMeanings, MessageDefinition } from './message-definition';
import { MESSAGES } from './messages';

const TIME = '2026-03-02T05:31:07.120Z';
const ID = '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c99';

/** The page docs/messages.md. The same definitions give the same text, to the byte. */
export function messagesDocument(): string {
  const messages = MESSAGES as unknown as readonly MessageDefinition[];
  const sections = messages.map(sectionOf);
  return [
    '# Messages',
    '',
    '<!-- Generated from libs/contracts by "npm run docs:contracts". Do not edit. -->',
    '',
    `Every message is CloudEvents 1.0 in structured mode (\`${CONTENT_TYPE}\`). \`type\` is \`${TYPE_PREFIX}\` and the`,
    'routing key. Events are published to the topic exchange `contact-sync`: bind a queue of your own with the keys you',
    'want (`contact.#` for all about contacts). Delivery is at least once: `id` is the same each time, and of two events of',
    'one subject the one with the higher `sequence` is the newer. No message holds a name or a person number; read the',
    'contact through the API. Fields may be added; readers ignore those they do not know.',
    '',
    '| routing key | kind | |',
    '|---|---|---|',
    ...messages.map(
      ({ type, kind, description }) => `| [\`${type}\`](#${type.replaceAll('.', '')}) | ${kind} | ${description} |`,
    ),
    '',
    ...sections,
  ].join('\n');
}

const SOURCES: Readonly<Record<MessageDefinition['kind'], string>> = {
  event: '/contact-sync/contact-register',
  task: '/contact-sync/cpr-sync',
  inbound: '/case-system',
};

/** The example of a message as it is on the wire. */
export function exampleOf({ type, kind, example }: MessageDefinition): unknown {
  return JSON.parse(encode({ id: ID, type, source: SOURCES[kind], time: TIME, ...example }));
}

function sectionOf(definition: MessageDefinition): string {
  const { type, description, subject, fields } = definition;
  return [
    `## ${type}`,
    '',
    description,
    '',
    `Subject: ${subject}.`,
    '',
    ...tableOf(fields as FieldMeanings),
    '```json',
    JSON.stringify(exampleOf(definition), null, 2),
    '```',
    '',
  ].join('\n');
}

function tableOf(fields: FieldMeanings): string[] {
  const rows = rowsOf(fields);
  return rows.length === 0 ? ['No data.', ''] : ['| data | |', '|---|---|', ...rows, ''];
}

function rowsOf(fields: FieldMeanings, within = ''): string[] {
  return Object.entries(fields).flatMap(([name, meaning]) =>
    typeof meaning === 'string'
      ? [`| \`${within}${name}\` | ${meaning} |`]
      : [`| \`${within}${name}\` | ${meaning.meaning} |`, ...rowsOf(meaning.fields, `${within}${name}.`)],
  );
}
