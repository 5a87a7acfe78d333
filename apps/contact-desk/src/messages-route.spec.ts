import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesDescription } from './messages-route';

it('docs/contracts/asyncapi.json is up to date: run "npm run docs:contracts"', () => {
  const written = readFileSync(join(__dirname, '../../../docs/contracts/asyncapi.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(messagesDescription())));
});
