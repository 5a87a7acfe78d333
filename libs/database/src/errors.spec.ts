import { ConnectionLost, isConnectionLost, isStoreBusy, sqlState } from './errors';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe('errors by code', () => {
  it('reads the SQLSTATE, and takes no socket code for one', () => {
    expect(sqlState(coded('23505'))).toBe('23505');
    expect(sqlState(coded('EPIPE'))).toBeUndefined();
    expect(sqlState(coded('ECONNRESET'))).toBeUndefined();
    expect(sqlState(new Error('deadlock detected'))).toBeUndefined();
    expect(sqlState(null)).toBeUndefined();
  });

  it.each(['40P01', '40001', '55P03'])('%s means busy', (code) => expect(isStoreBusy(coded(code))).toBe(true));

  it('a unique-key violation is not busy', () => expect(isStoreBusy(coded('23505'))).toBe(false));

  it.each(['08006', '57P01', '57P03', '53300', 'ECONNREFUSED', 'EPIPE'])('%s means the database is away', (code) =>
    expect(isConnectionLost(coded(code))).toBe(true),
  );

  it('a cancelled statement or a broken rule is not a lost connection', () => {
    expect(isConnectionLost(coded('57014'))).toBe(false);
    expect(isConnectionLost(coded('23514'))).toBe(false);
    expect(isConnectionLost(new Error('Connection terminated'))).toBe(false);
  });

  it('our own error carries the code of a lost connection', () => {
    expect(isConnectionLost(new ConnectionLost(new Error('x')))).toBe(true);
  });
});
