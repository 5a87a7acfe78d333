import { describePublishedFolder } from '@contact-sync/testing';
import { fileOf, rendered, streamFile } from '../../test/delivery';
import type { Body } from '../../test/delivery';
import { OTHER, person, PNR } from '../../test/sentences';
import { latin1, latin1Bytes } from './latin1';
import { readOnlineAnswer, sentenceOf } from './online-answer';
import { parsePerson } from './person-records';

const NAME: Body = [['008', { PNR, 'FORNVN-SØGE': 'ÅSE' }]];
const BODY = person({}, ['003', { PNR, ADRNVN: 'Åse Høj' }]);
const codeOf = (data: Uint8Array, pnr = PNR): string => {
  const answer = readOnlineAnswer(data, pnr);
  return 'fault' in answer ? answer.fault.code : 'read';
};

it('the records of the person asked for, whole', () => {
  const answer = readOnlineAnswer(streamFile(BODY), PNR);
  if ('fault' in answer) throw new Error(answer.fault.text);
  const { slice, taskNumber, recordTypes } = answer.person;
  expect({ taskNumber, recordTypes }).toEqual({ taskNumber: '123401', recordTypes: ['001', '003'] });
  const records = parsePerson(slice);
  expect(records.problems).toEqual([]);
  expect(records.one('003')?.ADRNVN).toBe('Åse Høj');
});

it.each([
  ['without anything', new Uint8Array(0), 'empty-file'],
  ['without a person', streamFile([]), 'no-person'],
  ['of somebody else', streamFile([['001', { PNR: OTHER, STATUS: '01' }]]), 'other-person'],
  ['of two', streamFile([...person(), ['001', { PNR: OTHER, STATUS: '01' }]]), 'several-persons'],
  ['with another count', fileOf(rendered(BODY), '', 3), 'wrong-count'],
  ['in which no number stands', latin1Bytes(latin1(streamFile(BODY)).replaceAll(PNR, 'X'.repeat(10))), 'stray-record'],
  ['that goes on', new Uint8Array([...streamFile(BODY), 48]), 'records-after-end'],
])('an answer %s is not used', (_, data, code) => expect(codeOf(data)).toBe(code));

it('an answer cut at any byte is not used', () => {
  const whole = streamFile([...BODY, ...NAME]);
  expect(codeOf(whole)).toBe('read');
  for (let length = 0; length < whole.length; length++) expect(codeOf(whole.slice(0, length))).not.toBe('read');
});

it('a fault says which record and field, and of nobody', () => {
  const broken = latin1Bytes(latin1(streamFile(BODY)).replace(`001${PNR}`, '001XXXXXXXXXX'));
  const answer = readOnlineAnswer(broken, PNR);
  expect('fault' in answer && answer.fault).toEqual({
    code: 'stray-record',
    text: 'record 2 (001 PNR): The record names no person: its number is not ten digits',
  });
  expect(sentenceOf({ level: 'error', line: 3, recordType: '008', text: 'Damaged' })).toBe('record 3 (008): Damaged');
});

describePublishedFolder('published answers of CPR Direkte', 'testdata/cpr/online', (answers) => {
  const HEADER_LENGTH = 28;

  it('are read, and each record in them', () => {
    for (const answer of answers) {
      const data = answer.slice(HEADER_LENGTH);
      // Behind the start record comes 001, of the person asked for.
      const pnr = latin1(data, 35 + 3, 35 + 13);
      const read = readOnlineAnswer(data, pnr);
      if ('fault' in read) throw new Error(read.fault.text);
      expect(read.person.slice.pnr).toBe(pnr);
      expect(parsePerson(read.person.slice).problems.filter(({ level }) => level === 'error')).toEqual([]);
    }
  });
});
