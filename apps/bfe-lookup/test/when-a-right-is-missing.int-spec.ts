import { SAMPLE_PROPERTIES } from '@contact-sync/register-simulator';
import { type Issuer, issuer } from '@contact-sync/testing';
import { Running } from './running';

const { house, farm, protectedOwner } = SAMPLE_PROPERTIES;

interface Found {
  readonly found: readonly { owners: readonly Record<string, unknown>[] }[];
}

describe('when a right is missing', () => {
  let trusted: Issuer;
  let running: Running;
  beforeAll(async () => {
    trusted = await issuer();
    running = await Running.fresh(trusted.access, 30);
    await mayDo('CONFIGADM', 'DATAADM', 'LOOKUP');
    await running.open();
  });
  afterAll(async () => {
    await running.end();
    await trusted.close();
  });

  /** Who asks from now on has these access codes. */
  async function mayDo(...codes: readonly string[]): Promise<void> {
    running.token = await trusted.token('user-7', ...codes);
  }
  const owned = { bfeNumbers: [String(protectedOwner), String(farm)], owners: true, purpose: 'case 2026-17' };

  it.each([
    ['POST', 'lookups', owned, [], 'code LOOKUP'],
    ['POST', 'imports', { bfeNumbers: [String(house)] }, ['CONTACTEDIT'], 'code LOOKUP'],
    ['POST', 'imports', { bfeNumbers: [String(house)] }, ['LOOKUP'], 'code CONTACTEDIT'],
    ['POST', 'contacts/1/refresh', undefined, [], 'codes CONTACTEDIT, LOOKUP'],
  ])('%s %s is refused by name of the right, and asks no register', async (method, path, body, codes, missing) => {
    const calls = running.simulator.requestCount('graphql');
    await mayDo('CONFIGADM', 'DATAADM', 'PROTECTED', ...codes);
    expect(await running.ask(method, path, body)).toMatchObject({
      status: 403,
      body: { detail: `This needs the access ${missing}` },
    });
    expect(running.simulator.requestCount('graphql')).toBe(calls);
    expect(await running.rows('select from contacts.audit')).toEqual([]);
  });

  it('settings are for administrators, whoever may look up', async () => {
    await mayDo('LOOKUP', 'PROTECTED');
    expect((await running.set({ readOwners: true })).status).toBe(403);
    expect((await running.ask('POST', 'connection-tests')).status).toBe(403);
  });

  it('what is known of protected owners is for callers with PROTECTED alone', async () => {
    const ownersShown = async () =>
      (await running.ask<Found>('POST', 'lookups', owned)).body.found.map((one) => one.owners);
    await mayDo('LOOKUP');
    const marked = { kind: 'person', protected: true, primaryContact: true };
    const [[hidden] = [], [other] = []] = await ownersShown();
    // Whatever the register says of a protected person, nothing but the mark is handed out.
    const { code: _code, share: _share, since: _since, ...shown } = hidden ?? {};
    expect(shown).toEqual({ ...marked, withheld: true });
    expect(other).toMatchObject({ kind: 'person', name: expect.stringMatching(/\S/) as string });

    await mayDo('LOOKUP', 'PROTECTED');
    const [[seen] = []] = await ownersShown();
    expect(seen).toMatchObject(marked);
    expect(seen).not.toHaveProperty('withheld');
    const who = await running.rows('select distinct who, purpose from contacts.audit');
    expect(who).toEqual([{ who: 'user-7', purpose: 'case 2026-17' }]);
  });
});
