import { waitFor } from '@contact-sync/testing';
import { KeyRing, newKey } from '../src/keys/key-ring';
import type { KeysAnswer } from '../src/keys/keys.controller';
import { ProfileStore } from '../src/profiles/profile-store';
import { Running } from './running';

const first = newKey('2026');
const second = newKey('2027');
const NAMES = ['A', 'B', 'C'];

describe('when keys are rotated', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.fresh({ AUTH_KEYS: first });
    for (const name of NAMES) await running.create(name, 'api-key', { apiKey: `key of ${name}` });
  });
  afterAll(() => running.end());

  const opened = async (keys: string): Promise<string[]> => {
    const store = new ProfileStore({ pool: running.database.pool, ring: KeyRing.parse(keys), now: () => new Date() });
    const profiles = await store.list();
    return Promise.all(profiles.map(async (profile) => (await store.secretsOf(profile))['apiKey'] ?? ''));
  };
  const rotated = async (): Promise<void> => {
    const { status, body } = await running.ask('POST', 'key-rotations');
    expect(status).toBe(202);
    const { runId } = body as { runId: string };
    await waitFor(async () => (await running.get<{ state: string }>(`runs/${runId}`)).state === 'finished');
  };

  it('a start without the key of what is stored says which key is missing, and of which profiles', async () => {
    await expect(running.another({ AUTH_KEYS: second })).rejects.toThrow(
      'the key 2026 is missing that opens the profiles A, B, C (AUTH_KEYS)',
    );
    await expect(running.another({ AUTH_KEYS: newKey('2026') })).rejects.toThrow(
      'the key given as 2026 is not the one that opens the profiles A, B, C (AUTH_KEYS)',
    );
  });

  it('what is written after a new key came first is wrapped by it; the rest still opens', async () => {
    await running.restart({ AUTH_KEYS: `${second},${first}` });
    await running.create('D', 'api-key', { apiKey: 'key of D' });
    expect(await running.get<KeysAnswer>('keys')).toEqual({
      current: '2027',
      keys: [
        { id: '2027', profiles: 1 },
        { id: '2026', profiles: 3 },
      ],
    });
    expect(await opened(`${second},${first}`)).toEqual(['key of A', 'key of B', 'key of C', 'key of D']);
  });

  it('a rotation that was cut short goes on where it was', async () => {
    // Halfway: one of the profiles is there already.
    const before = await running.rows<{ sealed: Buffer }>('select sealed from auth.secret order by profile_id');
    const [row] = await running.rows<{ id: string }>(`select id from auth.profile where name = 'B'`);
    const changed = await running.ask('PATCH', `profiles/${row?.id}`, { version: 1, fields: { apiKey: 'key of B' } });
    expect(changed.status).toBe(200);
    await rotated();
    expect((await running.get<KeysAnswer>('keys')).keys).toEqual([
      { id: '2027', profiles: 4 },
      { id: '2026', profiles: 0 },
    ]);
    // Of the others the data keys alone were written anew.
    const after = await running.rows<{ sealed: Buffer }>('select sealed from auth.secret order by profile_id');
    expect(after.filter(({ sealed }, at) => before[at]?.sealed.equals(sealed)).length).toBe(3);
  });

  it('again it does nothing, and the old key may be dropped', async () => {
    const before = await running.rows('select * from auth.data_key order by profile_id');
    await rotated();
    expect(await running.rows('select * from auth.data_key order by profile_id')).toEqual(before);
    await running.restart({ AUTH_KEYS: second });
    expect(await opened(second)).toEqual(['key of A', 'key of B', 'key of C', 'key of D']);
  });

  it('sealed bytes that were moved from one profile to another stay closed', async () => {
    await running.rows(
      `update auth.secret s set sealed = o.sealed from auth.secret o, auth.profile p, auth.profile q
        where s.profile_id = p.id and p.name = 'A' and o.profile_id = q.id and q.name = 'D'`,
    );
    await expect(opened(second)).rejects.toThrow('does not open');
  });
});
