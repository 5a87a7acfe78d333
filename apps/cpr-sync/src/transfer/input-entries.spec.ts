import type { KeyedContact } from '@contact-sync/contact-register';
import { decideLines, entriesOf, type InputRules } from './input-entries';

const contact = (id: string, nameCode: string, nameType = 'C'): KeyedContact => ({
  id,
  key: { nameType, nameCode },
  placeholder: false,
  ended: false,
});
const contacts = new Map([
  ['1', contact('1', '6101801234')],
  ['2', contact('2', '6102801234')],
  ['3', contact('3', '12345678', 'J')],
  // Superseded by the first.
  ['9', contact('1', '6101801234')],
]);
const ALLOW: InputRules = { settings: { substituteNumbers: 'allow', deletionCode: 'SL' }, blocked: new Set() };

it('a contact has one line a type, under the id that lives on', () => {
  expect(
    decideLines(
      [
        { type: '06', contactIds: ['1', '9', '1'] },
        { type: '07', contactIds: ['9'] },
        { type: '06', contactIds: ['2'], action: 'delete' },
      ],
      contacts,
      ALLOW,
    ),
  ).toEqual({
    lines: [
      { contactId: '1', type: '06', code: 'OP' },
      { contactId: '1', type: '07', code: '' },
      { contactId: '2', type: '06', code: 'SL' },
    ],
    refused: [],
  });
});

it('says who is refused, and why', () => {
  const rules: InputRules = { ...ALLOW, blocked: new Set(['6102801234']) };
  expect(decideLines([{ type: '06', contactIds: ['2', '3', '4'] }], contacts, rules)).toEqual({
    lines: [],
    refused: [
      { contactId: '2', code: 'blocked' },
      { contactId: '3', code: 'not-a-person' },
      { contactId: '4', code: 'unknown-contact' },
    ],
  });
});

it('a blocked number can still be unsubscribed', () => {
  const rules: InputRules = { ...ALLOW, blocked: new Set(['6102801234']) };
  expect(decideLines([{ type: '06', contactIds: ['2'], action: 'delete' }], contacts, rules).refused).toEqual([]);
});

it('a substitute number is not sent to CPR', () => {
  const rules: InputRules = { ...ALLOW, settings: { substituteNumbers: 'refuse', deletionCode: '' } };
  expect(decideLines([{ type: '07', contactIds: ['1'] }], contacts, rules).refused).toEqual([
    { contactId: '1', code: 'substitute-number' },
  ]);
});

it('a file has those that may be sent now, by their number of now', () => {
  const lines = [
    { contactId: '1', type: '06', code: 'OP' },
    { contactId: '2', type: '06', code: 'OP' },
    { contactId: '4', type: '07', code: '' },
  ] as const;
  expect(entriesOf(lines, contacts, { ...ALLOW, blocked: new Set(['6102801234']) })).toEqual([
    { type: '06', number: '6101801234', code: 'OP' },
  ]);
});

it('contacts that became one since have one line', () => {
  const lines = ['1', '9'].map((contactId) => ({ contactId, type: '07' as const, code: '' }));
  expect(entriesOf(lines, contacts, ALLOW)).toEqual([{ type: '07', number: '6101801234' }]);
});
