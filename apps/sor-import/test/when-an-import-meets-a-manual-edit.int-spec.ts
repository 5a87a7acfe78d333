import { editByHand } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { DEFAULTS, Importing } from './importing';
import { registerState } from './register-state';
import { sorFile, sorId, units } from './sor-rows';

let importing: Importing;
beforeAll(async () => void (importing = await Importing.fresh()));
afterAll(() => importing.end());
beforeEach(() => importing.empty());

const nameOf = async (n: number) =>
  (await registerState(importing)).find(({ name_code }) => name_code === sorId(n))?.name1;

it.each([
  ['is restored by the next file, though SOR says the same as before', true, 'Lægehuset 1'],
  ['is left alone where the setting says so', false, 'Skrevet i hånden'],
])('a name typed by hand %s', async (_, forceUpdate, expected) => {
  await importing.import(sorFile(units(3)), { day: '2026-03-02' });
  const [contact] = await importing.rows<{ id: string }>('select id::text from contacts.contact where name_code = $1', [
    sorId(1),
  ]);
  const hand = { by: 'somebody', now: new Date('2026-03-02T12:00:00Z'), seesProtected: false };
  const typed = { fields: { name1: 'Skrevet i hånden' } };
  const edited = await inTransaction(importing.database.pool, (tx) =>
    editByHand(tx, contact?.id ?? '', 'name', typed, hand),
  );
  expect(edited).not.toHaveProperty('faults');
  expect(await nameOf(1)).toBe('Skrevet i hånden');

  importing.settings = { ...DEFAULTS, forceUpdate };
  const report = await importing.import(sorFile(units(3)), { day: '2026-03-03' });
  expect(report.counts).toMatchObject({ changed: forceUpdate ? 1 : 0, held: 0 });
  expect(await nameOf(1)).toBe(expected);
});
