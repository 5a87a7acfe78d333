import { wishesText } from './wish';

it('tells how many wishes were taken, and why others were not', () => {
  const refused = [
    { contactId: '4712', code: 'not-a-person' },
    { contactId: '9', code: 'odd\u001b[2J' },
  ];
  expect(wishesText({ taken: 1, refused })).toBe(
    '1 wish taken\n  contact 4712: it is no person\n  contact 9: odd\\x1b[2J\n',
  );
});
