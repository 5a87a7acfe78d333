import { number, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

describe('when types and labels are maintained', () => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await runningDesk();
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 3)]);
  });
  afterAll(() => desk.stop());

  const status = async (method: 'PUT' | 'DELETE', path: string, body?: object) =>
    (await desk.ask(method, `/contact-desk/${path}`, { body })).status;

  it('a contact type is added, changed and removed', async () => {
    const farmer = { textDa: 'Landmænd', textEn: 'Farmers', codeLength: 6, autoId: false };
    const path = '/contact-desk/contact-types/L';
    expect(await desk.ask('PUT', path, { body: farmer })).toMatchObject({
      status: 200,
      body: { nameType: 'L', ...farmer },
    });
    await desk.ask('PUT', path, { body: { ...farmer, textEn: 'Growers' } });
    const { body } = await desk.ask<{ contactTypes: object[] }>('GET', '/contact-desk/contact-types');
    expect(body.contactTypes).toContainEqual({ nameType: 'L', ...farmer, textEn: 'Growers' });
    expect(await status('DELETE', 'contact-types/L')).toBe(204);
    expect(await status('DELETE', 'contact-types/L')).toBe(404);
  });

  it('one that contacts have stays', async () => {
    expect(await desk.ask('DELETE', '/contact-desk/contact-types/C')).toMatchObject({
      status: 409,
      body: { code: 'contact-type-in-use' },
    });
  });

  it('one that contradicts itself is refused', async () => {
    const wrong = { textDa: 'x', textEn: 'x', autoId: true, codeLength: 8 };
    expect(await status('PUT', 'contact-types/L', wrong)).toBe(400);
    expect(await status('PUT', 'contact-types/LL', { ...wrong, autoId: false })).toBe(400);
    expect(await status('PUT', 'contact-types/L', { ...wrong, autoId: false, codeValidation: 'none' })).toBe(400);
  });

  it('a label is added, changed and removed; the one a register writes keeps its register', async () => {
    const path = `custom-labels/info/${encodeURIComponent('Foretrukket sprog')}`;
    const label = { textDa: 'Sprog', textEn: 'Language', multiple: false };
    expect(await status('PUT', path, label)).toBe(200);
    expect(await status('DELETE', path)).toBe(204);
    expect(await status('DELETE', path)).toBe(404);
    expect(await status('PUT', 'custom-labels/nothing/x', label)).toBe(400);

    const own = { textDa: 'Tilstand', textEn: 'State', multiple: true };
    expect((await desk.ask('PUT', '/contact-desk/custom-labels/info/Status', { body: own })).body).toEqual({
      kind: 'info',
      label: 'Status',
      ...own,
      multiple: false,
      register: 'cpr',
    });
    expect(await status('DELETE', 'custom-labels/info/Status')).toBe(409);
  });
});
