import { AccessTokens } from './access-tokens';

describe('an access token', () => {
  let now = new Date('2026-11-21T09:00:00Z');
  const tokens = new AccessTokens(() => now);

  it('is good until its last second, and only where it was given out', () => {
    now = new Date('2026-11-21T09:00:00Z');
    const token = tokens.issue('it-system', 300);
    now = new Date('2026-11-21T09:04:59.999Z');
    expect(tokens.accepts(token)).toBe(true);
    expect(new AccessTokens(() => now).accepts(token)).toBe(false);
    now = new Date('2026-11-21T09:05:00Z');
    expect(tokens.accepts(token)).toBe(false);
  });

  it('cannot be made longer, cut or invented', () => {
    const token = tokens.issue('it-system', 300);
    const [head, claims, signature] = token.split('.');
    const content = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) as { exp: number };
    const longer = Buffer.from(JSON.stringify({ ...content, exp: content.exp + 300 })).toString('base64url');
    for (const forged of [`${head}.${longer}.${signature}`, `${head}.${claims}.`, `${head}.${claims}`, 'x', '..', '']) {
      expect(tokens.accepts(forged)).toBe(false);
    }
  });
});
