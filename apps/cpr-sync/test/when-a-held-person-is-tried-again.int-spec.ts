import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { waitFor } from '@contact-sync/testing';
import type { PersonsPage } from '../src/deliveries/deliveries-api';
import { delivery, pnr, type FileOptions, type InventedPerson } from './off4-file';
import { registerState, writtenDown } from './register-state';
import { Running } from './running';

const FILE = 'd260302.l110901';
const HELD = pnr(2);
const DAMAGED: Partial<InventedPerson> = { without: ['001'], more: [`009${HELD}8333`] };

let running: Running;
beforeEach(async () => void (running = await Running.fresh()));
afterEach(() => running.end());

const fileWith = (change: Partial<InventedPerson>, options: FileOptions = {}): Buffer =>
  delivery([{ pnr: pnr(1) }, { pnr: HELD, ...change }, { pnr: pnr(3) }], options);
const imported = (): string => join(running.root, 'cpr', 'interim', `imported-${FILE}`);
const openHold = async (): Promise<{ id: string; reason: string } | undefined> => {
  const [hold] = await running.rows<{ id: string; reason: string; name_code: string }>(
    'select id::text, reason, name_code from contacts.hold where released_at is null',
  );
  expect([undefined, HELD]).toContain(hold?.name_code);
  return hold && { id: hold.id, reason: hold.reason };
};

/** Has the person tried again, as the desk does, and waits for the end of the task. */
async function retry(holdId: string): Promise<{ state: string; error_code: string | null; error_text: string | null }> {
  await inTransaction(running.database.pool, (tx) =>
    enqueueTasks(tx, [{ type: 'cpr-sync.hold.retry.v1', subject: holdId, data: { holdId } }]),
  );
  return waitFor(
    async () => {
      const [task] = await running.rows<{ state: string; error_code: string | null; error_text: string | null }>(
        `select state, error_code, error_text from service_queue.message
          where type = 'cpr-sync.hold.retry.v1' order by position desc limit 1`,
      );
      return task?.state === 'open' || task?.state === 'claimed' ? undefined : task;
    },
    { what: 'the end of the task' },
  );
}

it.each<[string, Partial<InventedPerson>, RegExp, FileOptions]>([
  ['a damaged set', DAMAGED, /no-001/, {}],
  ['a damaged set whose records stand apart', DAMAGED, /no-001/, { apart: true }],
  ['a value that the database refuses', { name: 'A\u0000' }, /database: 22021/, {}],
])('applies %s once the file is mended, and releases the hold', async (_, damage, reason, options) => {
  const undisturbed = await Running.fresh();
  try {
    await undisturbed.import(FILE, fileWith({}, options));
    const report = await running.import(FILE, fileWith(damage, options));
    expect(report).toMatchObject({ created: 2, held: 1 });
    const hold = await openHold();
    expect(hold?.reason).toMatch(reason);

    await writeFile(imported(), fileWith({}, options));
    expect(await retry(hold?.id ?? '')).toEqual({ state: 'done', error_code: null, error_text: null });

    expect(await openHold()).toBeUndefined();
    expect(await registerState(running)).toEqual(await registerState(undisturbed));
    expect(
      await running.rows(`select data from service_queue.message where type = 'contact.released.v1'`),
    ).toMatchObject([{ data: { holdId: hold?.id, by: 'observation' } }]);
    const { persons } = await running.get<PersonsPage>(`deliveries/${report.id}/persons`);
    expect(persons.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
    // As imported, so also recognised: the same file again says nothing new.
    expect(await running.import('d260302.l110901b', fileWith({}, options), { again: 'true' })).toMatchObject({
      unchanged: 3,
      created: 0,
      changed: 0,
    });
  } finally {
    await undisturbed.end();
  }
});

it('a set that is still damaged stays held, and nothing else is touched', async () => {
  await running.import(FILE, fileWith(DAMAGED));
  const before = [await registerState(running), await writtenDown(running), await openHold()];
  const hold = await openHold();
  // The others' sets say something else by now: they are none of this task's business.
  await writeFile(
    imported(),
    delivery([
      { pnr: pnr(1), street: 'Havnevej 9' },
      { pnr: HELD, ...DAMAGED },
      { pnr: pnr(3), name: 'Bo' },
    ]),
  );
  expect(await retry(hold?.id ?? '')).toMatchObject({ state: 'done' });
  expect([await registerState(running), await writtenDown(running), await openHold()]).toEqual(before);
  const errors = await readFile(join(running.root, 'cpr', 'interim', `err${FILE}`), 'utf8');
  expect(errors).toMatch(new RegExp(`hold ${hold?.id} tried again\\nline 7\\t001\\t`));
});

it('a set older than what became known meanwhile changes nothing, and the hold is over', async () => {
  await running.import('d260303.l110901', delivery([{ pnr: HELD, street: 'Havnevej 9' }], { date: '20260303' }));
  await running.import(FILE, fileWith(DAMAGED));
  await writeFile(imported(), fileWith({}));
  const before = [await registerState(running), (await writtenDown(running)).history];
  const hold = await openHold();
  expect(await retry(hold?.id ?? '')).toMatchObject({ state: 'done' });
  expect([await registerState(running), (await writtenDown(running)).history]).toEqual(before);
  expect(await openHold()).toBeUndefined();
});

it.each<[string, () => Promise<unknown>, string]>([
  ['the file is gone', () => rm(imported()), 'file-gone'],
  ['the file is cut', () => writeFile(imported(), fileWith({}).subarray(0, 900)), 'file-refused'],
  ['another delivery has its name', () => writeFile(imported(), fileWith({}, { date: '20260303' })), 'file-gone'],
  ['the person is not in it any more', () => writeFile(imported(), delivery([{ pnr: pnr(1) }])), 'person-gone'],
])('where %s the task is parked with the reason, and the hold keeps its own', async (_, spoil, code) => {
  await running.import(FILE, fileWith(DAMAGED));
  const before = [await registerState(running), await writtenDown(running), await openHold()];
  await spoil();
  const task = await retry((await openHold())?.id ?? '');
  expect(task).toMatchObject({ state: 'parked', error_code: code });
  expect(task.error_text).not.toContain(HELD);
  expect([await registerState(running), await writtenDown(running), await openHold()]).toEqual(before);
});

it('a hold that is over needs nothing', async () => {
  await running.import(FILE, fileWith(DAMAGED));
  const hold = await openHold();
  await running.import('d260303.l110901', fileWith({}, { date: '20260303' }));
  expect(await openHold()).toBeUndefined();
  expect(await retry(hold?.id ?? '')).toMatchObject({ state: 'obsolete' });
});
