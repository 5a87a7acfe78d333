import { personImportText } from './import-person';

it('tells what became of a person, and of the subscription', () => {
  expect(
    personImportText({
      imported: [
        { contactId: '4711', outcome: 'created', subscription: 'subscribed', remarks: ['an address line was cut'] },
        { outcome: 'unusable', subscription: 'blocked', reason: 'damaged\u001b[2J', remarks: [] },
      ],
    }),
  ).toBe(`contact       4711
outcome       created
subscription  CPR has confirmed it
remark        an address line was cut

contact       none
outcome       unusable
subscription  none: the person is on the block list
reason        damaged\\x1b[2J
`);
});
