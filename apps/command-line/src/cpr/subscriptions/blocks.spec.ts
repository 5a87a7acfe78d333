import { blocksText } from './blocks';

it('shows who is on the block list, and why', () => {
  const blockedAt = '2026-11-20T12:00:00.000Z';
  const blocks = [
    { id: '7', contactId: '4711', blockedAt, blockedBy: 'ib', why: 'erased, 610180-1234\u001b[2J' },
    { id: '6', contactId: null, blockedAt, blockedBy: 'ib', why: 'erased' },
  ];
  expect(blocksText({ blocks, next: '6' })).toBe(`block  contact  since                 by  why
7      4711     2026-11-20 12:00:00Z  ib  erased, ******-****\\x1b[2J
6      none     2026-11-20 12:00:00Z  ib  erased
there are more; --limit shows more at a time
`);
});

it('says that nobody is', () => {
  expect(blocksText({ blocks: [], next: null })).toBe('nobody is on the block list\n');
});
