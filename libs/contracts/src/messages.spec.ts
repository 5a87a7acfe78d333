import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGES } from './messages';
import { messagesDocument } from './messages-document';

it('routing keys are words, a verb and a version, each once', () => {
  const types = MESSAGES.map(({ type }) => type);
  expect(new Set(types).size).toBe(types.length);
  for (const type of types) expect(type).toMatch(/^[a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*){1,2}\.v[1-9]$/);
});

it('every field of an example has its meaning', () => {
  for (const { fields, example } of MESSAGES)
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(example.data)));
});

it('docs/messages.md is up to date: run "npm run docs:contracts"', () => {
  expect(readFileSync(join(__dirname, '../../../docs/messages.md'), 'utf8')).toBe(messagesDocument());
});
