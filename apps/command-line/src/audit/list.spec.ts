import { auditText } from './list';
import { rootsText } from './roots';

const look = {
  at: '2026-11-21T08:14:03.120Z',
  who: 'kim',
  purpose: 'case 1',
  action: 'read',
  register: 'contacts',
  contactId: '4711',
  fields: ['name', 'address'],
};

describe('looks for people', () => {
  it('are a table, without what could steer the terminal or is a number of a person', () => {
    const text = auditText({ entries: [look, { ...look, who: 'a\u001bb', purpose: 'about 6101801234', fields: [] }] });
    expect(text.split('\n')).toEqual([
      'at                    who     contact  action  register  shown          purpose',
      '2026-11-21 08:14:03Z  kim     4711     read    contacts  name, address  case 1',
      '2026-11-21 08:14:03Z  a\\x1bb  4711     read    contacts                 about ******-****',
      '',
    ]);
  });

  it('say when there are none, and when there are more', () => {
    expect(auditText({ entries: [] })).toBe('nobody looked\n');
    expect(auditText({ entries: [look], next: 'x' })).toMatch(/there are more/);
  });
});

describe('roots for people', () => {
  it('are printed as --root takes them', () => {
    expect(rootsText({ roots: [{ day: '2026-11-20', position: 12, hash: 'ab'.repeat(32) }] })).toBe(
      `2026-11-20:${'ab'.repeat(32)}  position 12\n`,
    );
    expect(rootsText({ roots: [] })).toMatch(/no roots yet/);
  });
});
