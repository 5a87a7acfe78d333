import { cvrSettings, type CvrSettings } from '@contact-sync/registers-cvr';
import { Problem } from '@contact-sync/service';
import type { Following } from './following';
import { assertFitting } from './settings-rules';

const DEFAULTS = Object.fromEntries(
  Object.entries(cvrSettings).map(([name, setting]) => [name, setting.default]),
) as unknown as CvrSettings;
const NOBODY: Following = { token: 0, readingWanted: false };

/** Fields that are at fault, or the code of the refusal; undefined where the change is taken. */
function refusal(
  before: Partial<CvrSettings>,
  change: Partial<CvrSettings>,
  { following = NOBODY, allowed = /./ }: { following?: Following; allowed?: RegExp } = {},
): unknown {
  const was = { ...DEFAULTS, ...before };
  try {
    assertFitting({ before: was, next: { ...was, ...change } }, following, (url) => allowed.test(url));
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.more.errors?.map(({ field }) => field) ?? error.more.code;
  }
}

describe('hosts that the installation does not call', () => {
  const none = { allowed: /localhost/ };

  it('are in nobody`s way while nobody calls them', () => {
    expect(refusal({}, { forceUpdate: false }, none)).toBeUndefined();
    expect(refusal({}, { cvrIntegration: true, provider: 'logic' }, none)).toBeUndefined();
  });

  it('are refused when somebody sets them, or begins to call them', () => {
    expect(refusal({}, { restHost: 'https://other.example' }, none)).toEqual(['restHost']);
    expect(refusal({}, { cvrIntegration: true }, none)).toEqual(['graphqlHost']);
    expect(refusal({ cvrIntegration: true, provider: 'logic' }, { provider: 'datafordeler' }, none)).toEqual([
      'graphqlHost',
    ]);
    expect(refusal({}, { cvrIntegration: true, graphqlHost: 'https://localhost:1' }, none)).toBeUndefined();
  });
});

describe('another provider', () => {
  const at = (provider: CvrSettings['provider']): { following: Following } => ({
    following: { ...NOBODY, at: { provider, authProfile: 'one' } },
  });

  it('is taken while the subscriptions are where they are to be, or there are none', () => {
    expect(refusal({ provider: 'logic' }, { provider: 'datafordeler' }, at('logic'))).toBeUndefined();
    expect(refusal({ provider: 'logic' }, { provider: 'datafordeler' })).toBeUndefined();
  });

  it('is refused while those at the one before are being cancelled, back again too', () => {
    expect(refusal({ provider: 'datafordeler' }, { provider: 'logic' }, at('logic'))).toBe('provider-change-under-way');
    expect(refusal({ provider: 'datafordeler' }, { forceUpdate: false }, at('logic'))).toBeUndefined();
  });
});
