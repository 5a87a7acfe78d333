import { event } from './events-in';

/** The person that no trace may be left of. */
export const SECRET_NUMBER = '6105801234';
export const SECRET_NAME = 'Hemmelige Henriette';

const opened = event('case.opened.v1', 'sag-1', {});
const party = (contact: unknown): string => JSON.stringify(event('party.added.v1', 'sag-1', { contact }));

/** What other systems get wrong, and the code with which it is parked. Under any key that leads to our queue. */
export const MALFORMED: readonly {
  readonly what: string;
  readonly body: string | Uint8Array;
  readonly code: string;
}[] = [
  { what: 'no JSON', body: `<event><name>${SECRET_NAME}</name></event>`, code: 'not-json' },
  { what: 'half JSON', body: JSON.stringify(opened).slice(0, 60), code: 'not-json' },
  { what: 'nothing', body: '', code: 'not-json' },
  { what: 'not UTF-8', body: Buffer.from('{"name":"S\xf8ren"}', 'latin1'), code: 'not-json' },
  { what: 'an array', body: JSON.stringify([opened]), code: 'not-a-cloudevent' },
  { what: 'a number', body: '17', code: 'not-a-cloudevent' },
  { what: 'no id', body: JSON.stringify({ ...opened, id: undefined }), code: 'not-a-cloudevent' },
  { what: 'no time', body: JSON.stringify({ ...opened, time: 'yesterday' }), code: 'not-a-cloudevent' },
  { what: 'an unknown type', body: JSON.stringify({ ...opened, type: 'dk.other.thing' }), code: 'unknown-type' },
  {
    what: 'a task of ours',
    body: JSON.stringify(event('cpr-sync.hold.retry.v1', '1', { holdId: '1' })),
    code: 'unknown-type',
  },
  { what: 'no contact', body: party(undefined), code: 'wrong-data' },
  { what: 'a contact named twice', body: party({ contactId: '1', externalId: 'K' }), code: 'wrong-data' },
  { what: 'an array of contacts', body: party([{ contactId: '1' }]), code: 'wrong-data' },
  { what: 'data that are none', body: JSON.stringify({ ...opened, data: SECRET_NAME }), code: 'wrong-data' },
  { what: 'a person by number', body: party({ nameType: 'C', nameCode: SECRET_NUMBER }), code: 'person-number' },
  {
    what: 'a number in a subject',
    body: JSON.stringify({ ...opened, subject: `sag ${SECRET_NUMBER}` }),
    code: 'person-number',
  },
  {
    what: 'too much',
    body: JSON.stringify({ ...opened, data: { filling: SECRET_NAME.repeat(20_000) } }),
    code: 'too-large',
  },
];
