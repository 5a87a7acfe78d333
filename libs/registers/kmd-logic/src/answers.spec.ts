import { CallFailed } from '@contact-sync/outbound';
import { describeWithPublished } from '@contact-sync/testing';
import { readJson } from './answer-json';
import { objectAnswer, requiredJson } from './answers';

const NOW = new Date('2026-11-22T10:00:00Z');
const answer = (status: number, body: string) => ({ status, headers: {}, body: new TextEncoder().encode(body) });
const codeOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error instanceof CallFailed ? `${error.failure} ${error.code}` : error;
  }
};

it.each<[string, number, string, unknown]>([
  ['a company', 200, '{"id":"1"}', { outcome: 'found', json: { id: '1' } }],
  ['no such number', 404, '"The requested object was not found."', { outcome: 'not-found' }],
  ["the gateway's own 404", 404, '{"statusCode":404,"message":"Resource not found"}', 'unavailable version-retired'],
  ['an empty 404', 404, '', 'unavailable version-retired'],
  ['a page that says 404', 404, '<html>Not Found</html>', 'unavailable version-retired'],
  ['gone', 410, '"gone"', 'unavailable version-retired'],
  ['400', 400, '"The number is not valid."', { outcome: 'not-taken' }],
  ['half JSON', 200, '{"id":"1', 'unavailable half-json'],
  ['a page instead of JSON', 200, '<html>Sign in</html>', 'unavailable half-json'],
  ['503', 503, '"x"', 'unavailable http-503'],
  ['401', 401, '"x"', 'refused http-401'],
])('about one object: %s', (_, status, body, said) => {
  expect(codeOf(() => objectAnswer(answer(status, body), NOW))).toEqual(said);
});

it.each<[string, number, string, unknown]>([
  ['events', 200, '{"events":[],"actualCount":0}', { events: [], actualCount: 0 }],
  ['400', 400, '"Invalid configuration"', 'refused configuration-refused'],
  ['404, even as a text', 404, '"x"', 'unavailable version-retired'],
])('about everybody: %s', (_, status, body, said) => {
  expect(codeOf(() => requiredJson(answer(status, body), NOW))).toEqual(said);
});

it('never repeats what the other side said', () => {
  for (const status of [400, 404, 500]) {
    try {
      requiredJson(answer(status, '"0000-secret"'), NOW);
    } catch (error) {
      expect(String(error)).not.toMatch(/secret/);
    }
  }
});

it('reads UTF-8 with and without a byte order mark, and Windows-1252', () => {
  const utf8 = new TextEncoder().encode('"å"');
  expect(readJson(utf8)).toEqual({ value: 'å' });
  expect(readJson(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]))).toEqual({ value: 'å' });
  expect(readJson(new Uint8Array([0x22, 0xe5, 0x22]))).toEqual({ value: 'å' });
  // Half a letter is half an answer.
  expect(readJson(utf8.slice(0, 2))).toBeUndefined();
});

describeWithPublished(
  'the published file with a byte that is no UTF-8',
  ['specs/kmd-logic/data/cvr/fake/cvr_35533729.json'],
  ([file]) => {
    it('is read with its letter', () => {
      expect(readJson(file!)).toMatchObject({
        value: { mainBusinessDescription: 'Markedsanalyse og offentlig meningsmåling' },
      });
    });
  },
);
