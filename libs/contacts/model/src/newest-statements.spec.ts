import { newestStatements } from './newest-statements';

const named = (name1: string, clock: string) => ({ content: { name: { fields: { name1 } } }, clocks: { name: clock } });

describe('newest statements', () => {
  it.each([
    ['in order', [named('Ane', '1'), named('Bo', '2')]],
    ['the other way round', [named('Bo', '2'), named('Ane', '1')]],
  ])('are taken group by group, %s', (_order, statements) => {
    expect(newestStatements(statements)).toEqual(named('Bo', '2'));
  });

  it('take each group from where it was said last', () => {
    const other = { content: { identity: { fields: { position: 'Lærer' } } }, clocks: { identity: '3' } };
    expect(newestStatements([named('Ane', '1'), other])).toEqual({
      content: { name: { fields: { name1: 'Ane' } }, identity: { fields: { position: 'Lærer' } } },
      clocks: { name: '1', identity: '3' },
    });
  });

  it('count a group that was said to be empty', () => {
    expect(newestStatements([named('Ane', '1'), { content: {}, clocks: { name: '2' } }])).toEqual({
      content: { name: {} },
      clocks: { name: '2' },
    });
  });

  it('of nothing are nothing', () => {
    expect(newestStatements([])).toEqual({ content: {}, clocks: {} });
  });
});
