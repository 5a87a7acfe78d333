import { CannotOpen, openSecrets, rewrap, type SealedFor, sealSecrets } from './envelope';
import { KeyRing, KeysUnusable, newKey } from './key-ring';

const OF: SealedFor = { profileId: '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c01', kind: 'kmd-logic', version: 3 };
const SECRETS = { clientSecret: 'blåbærgrød~1', other: 'x' };
const first = newKey('first');
const second = newKey('second');

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return 'opened';
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    for (const value of Object.values(SECRETS)) expect(error.message).not.toContain(`${value} `);
    return error.code;
  }
};

describe('sealed secrets', () => {
  const ring = KeyRing.parse(first);
  const envelope = sealSecrets(ring, OF, SECRETS);

  it('open again, and show nothing while they are closed', () => {
    expect(openSecrets(ring, OF, envelope)).toEqual(SECRETS);
    expect(Buffer.concat(Object.values(envelope.sealed)).includes('blåbær')).toBe(false);
  });

  it('are sealed under a fresh key and nonce each time', () => {
    const again = sealSecrets(ring, OF, SECRETS);
    expect(again.wrapped.equals(envelope.wrapped)).toBe(false);
    expect(again.sealed['clientSecret']).not.toEqual(envelope.sealed['clientSecret']);
  });

  it.each<[string, SealedFor]>([
    ['another profile', { ...OF, profileId: '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c02' }],
    ['another kind', { ...OF, kind: 'odata' }],
    ['another version', { ...OF, version: 4 }],
  ])('do not open as those of %s', (_, of) => {
    expect(codeOf(() => openSecrets(ring, of, envelope))).toBe('does-not-open');
  });

  it('do not open in the place of another field', () => {
    const { clientSecret = Buffer.alloc(0), other = Buffer.alloc(0) } = envelope.sealed;
    const swapped = { ...envelope, sealed: { clientSecret: other, other: clientSecret } };
    expect(codeOf(() => openSecrets(ring, OF, swapped))).toBe('does-not-open');
  });

  it('do not open when a bit of them was changed, wherever it is', () => {
    const { clientSecret = Buffer.alloc(0) } = envelope.sealed;
    for (let at = 0; at < clientSecret.length; at += 1) {
      const changed = Buffer.from(clientSecret);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(codeOf(() => openSecrets(ring, OF, { ...envelope, sealed: { clientSecret: changed } }))).toBe(
        'does-not-open',
      );
    }
    expect(codeOf(() => openSecrets(ring, OF, { ...envelope, wrapped: envelope.wrapped.subarray(0, 20) }))).toBe(
      'does-not-open',
    );
  });

  it('are wrapped anew for a new key, without being sealed anew; the old key may go then', () => {
    const both = KeyRing.parse(`${second}\n${first}\n`);
    const { keyId, wrapped } = rewrap(both, OF, envelope);
    expect(keyId).toBe('second');
    expect(openSecrets(KeyRing.parse(second), OF, { ...envelope, keyId, wrapped })).toEqual(SECRETS);
    expect(codeOf(() => openSecrets(KeyRing.parse(second), OF, envelope))).toBe('key-missing');
    expect(codeOf(() => openSecrets(KeyRing.parse(newKey('first')), OF, envelope))).toBe('does-not-open');
  });
});

describe('KeyRing', () => {
  it('takes the first key as the current one', () => {
    const ring = KeyRing.parse(`${second},${first}`);
    expect([ring.current, ring.ids]).toEqual(['second', ['second', 'first']]);
  });

  it.each([
    ['no key', ' \n'],
    ['a key that is too short', 'a:c2hvcnQ='],
    ['a key without an id', 'A'.repeat(43) + '='],
    ['two keys of one id', `${newKey('a')},${newKey('a')}`],
  ])('refuses %s and shows none of it', (_, text) => {
    expect(() => KeyRing.parse(text)).toThrow(KeysUnusable);
    try {
      KeyRing.parse(text);
    } catch (error) {
      expect((error as Error).message).not.toMatch(/[A-Za-z0-9+/]{20}/);
    }
  });
});
