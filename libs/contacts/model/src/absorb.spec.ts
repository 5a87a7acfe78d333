import { absorb } from './absorb';
import type { Contact } from './contact';

const contact = (id: string, more: Partial<Contact>): Contact => ({
  id,
  key: { nameType: 'C', nameCode: '6105801234' },
  version: 1,
  placeholder: false,
  content: {},
  clocks: {},
  manual: {},
  ...more,
});
const named = (name1: string) => ({ name: { fields: { name1 } } });

describe('absorb', () => {
  const own = contact('1', { content: named('Ane'), clocks: { name: '1' } });
  const other = contact('2', { content: named('Bo'), clocks: { name: '2' } });

  it('takes of each group what was told last', () => {
    expect(absorb(own, true, [other])).toEqual({
      content: named('Bo'),
      clocks: { name: '2' },
      changes: [{ group: 'name', before: { fields: { name1: 'Ane' } }, after: { fields: { name1: 'Bo' } } }],
      placeholder: false,
    });
    expect(absorb(other, true, [own]).changes).toEqual([]);
  });

  it('takes a group that was told to be empty for newer than one with content', () => {
    const emptied = contact('2', { clocks: { name: '2' } });
    expect(absorb(own, true, [emptied]).content).toEqual({ name: {} });
  });

  it('leaves nothing of what belongs to another person', () => {
    const result = absorb(own, false, []);
    expect(result).toMatchObject({ content: {}, clocks: {}, placeholder: true });
    expect(result.changes).toEqual([{ group: 'name', before: { fields: { name1: 'Ane' } }, after: {} }]);
  });

  it('gives a new contact what was told of its number', () => {
    expect(absorb(undefined, true, [other])).toMatchObject({ content: named('Bo'), placeholder: false });
  });

  it('keeps what no register told', () => {
    const placeholder = contact('1', { placeholder: true, content: named('Person med cprnr 6105801234') });
    expect(absorb(placeholder, true, [])).toMatchObject({ changes: [], placeholder: true });
  });
});
