import { decideSending, type SendingFacts } from './decide-sending';
import { emptyRecord, type SourceRecord } from './source-record';

const ONLINE = { subscribeBy: 'online', deletionCode: '' } as const;
const BY_FILE = { subscribeBy: 'file', deletionCode: '' } as const;
const BOTH_BY_FILE = { subscribeBy: 'file', deletionCode: 'SL' } as const;
const NOW_SUBSCRIBED: Partial<SourceRecord> = { srcSubscribed: 'Y', numberHash: 'valid' };
const OLD_SUBSCRIBED: Partial<SourceRecord> = { srcSubscribed: 'Y', numberHash: 'old' };

const said = (record: Partial<SourceRecord>, more: Partial<SendingFacts> = {}) => {
  const facts = { hash: 'valid', blocked: false, settings: ONLINE, ...more };
  const { deletions, subscribe, withdraw } = decideSending({ ...facts, record: { ...emptyRecord('1'), ...record } });
  return [...deletions.map((hash) => `delete ${hash}`), subscribe && 'subscribe', withdraw && 'withdraw']
    .filter(Boolean)
    .join(', ');
};

it.each<[string, Partial<SourceRecord>, Partial<SendingFacts>, string]>([
  ['nothing is wanted', NOW_SUBSCRIBED, {}, ''],
  ['to be subscribed', { subscribed: 'Y' }, {}, 'subscribe'],
  ['is subscribed by now', { ...NOW_SUBSCRIBED, subscribed: 'Y' }, {}, 'withdraw'],
  ['is subscribed under another number', { ...OLD_SUBSCRIBED, subscribed: 'Y' }, {}, 'subscribe'],
  ['has a number too many', { ...NOW_SUBSCRIBED, otherHashes: ['old'] }, {}, 'delete old'],
  ['to end', { ...NOW_SUBSCRIBED, subscribed: 'N' }, {}, 'delete valid'],
  [
    'to end under every number',
    { ...NOW_SUBSCRIBED, subscribed: 'N', otherHashes: ['old'] },
    {},
    'delete old, delete valid',
  ],
  ['ended by now', { subscribed: 'N', numberHash: 'valid' }, {}, 'withdraw'],
  ['on the block list by now', { subscribed: 'Y' }, { blocked: true }, 'withdraw'],
  ['on the block list, to end', { ...NOW_SUBSCRIBED, subscribed: 'N' }, { blocked: true }, 'delete valid'],
  ['superseded', { subscribed: 'Y' }, { hash: undefined }, 'withdraw'],
  ['superseded, to end', { ...OLD_SUBSCRIBED, subscribed: 'N' }, { hash: undefined }, 'delete old'],
  ['by file: subscribed there', { subscribed: 'Y' }, { settings: BY_FILE }, ''],
  [
    'by file without a code: deleted online',
    { ...NOW_SUBSCRIBED, subscribed: 'N' },
    { settings: BY_FILE },
    'delete valid',
  ],
  ['by file with a code: nothing online', { ...NOW_SUBSCRIBED, subscribed: 'N' }, { settings: BOTH_BY_FILE }, ''],
  [
    'by file with a code, superseded: deleted online',
    { ...OLD_SUBSCRIBED, subscribed: 'N' },
    { settings: BOTH_BY_FILE, hash: undefined },
    'delete old',
  ],
  [
    'by file with a code, a number too many: deleted online',
    { ...NOW_SUBSCRIBED, otherHashes: ['old'] },
    { settings: BOTH_BY_FILE },
    'delete old',
  ],
])('%s', (_, record, more, expected) => {
  expect(said(record, more)).toBe(expected);
});

it('of a contact without a record nothing is told', () => {
  expect(decideSending({ record: undefined, hash: 'valid', blocked: false, settings: ONLINE })).toEqual({
    deletions: [],
    subscribe: false,
    withdraw: false,
  });
});
