import { decideDelivery, type ScannedFile } from './decide-delivery';

const file: ScannedFile = {
  sha256: 'a',
  taskNumber: '110901',
  productionDate: '2026-03-04',
  previousDate: '2026-03-03',
  kind: 'change',
};
const warn = { chainGap: 'warn', again: false } as const;
const stop = { chainGap: 'stop', again: false } as const;
const fresh = { alreadyImported: false };

it('the first file of a task skips the chain', () => {
  expect(decideDelivery(file, fresh, stop)).toEqual({ kind: 'accept' });
});

it('the next file in the chain is accepted', () => {
  expect(decideDelivery(file, { ...fresh, lastImported: '2026-03-03' }, stop)).toEqual({ kind: 'accept' });
});

it('a gap warns or stops, by setting, and names the file that is missing', () => {
  const guards = { ...fresh, lastImported: '2026-03-02' };
  const missing = { taskNumber: '110901', productionDate: '2026-03-03' };
  expect(decideDelivery(file, guards, warn)).toMatchObject({ kind: 'warn', missing });
  expect(decideDelivery(file, guards, stop)).toMatchObject({ kind: 'refuse', missing });
  expect(decideDelivery(file, guards, stop)).toHaveProperty(
    'reason',
    expect.stringMatching(/2026-03-03.*110901.*2026-03-02/),
  );
});

it('a status extract has no chain', () => {
  expect(decideDelivery({ ...file, kind: 'status' }, { ...fresh, lastImported: '2026-03-01' }, stop)).toEqual({
    kind: 'accept',
  });
});

it('an older file is imported like any other', () => {
  const older = { ...file, productionDate: '2026-03-02', previousDate: '2026-03-01' };
  expect(decideDelivery(older, { ...fresh, lastImported: '2026-03-04' }, stop)).toEqual({ kind: 'accept' });
});

it.each([undefined, '2026-03-04', '2026-03-05'])('a file with %s as its previous names none', (previousDate) => {
  const { previousDate: _, ...rest } = file;
  const odd = previousDate === undefined ? rest : { ...file, previousDate };
  expect(decideDelivery(odd, { ...fresh, lastImported: '2026-03-01' }, stop)).toEqual({ kind: 'accept' });
});

it('the same checksum is a no-op unless asked for again', () => {
  const guards = { alreadyImported: true, lastImported: '2026-03-04' };
  expect(decideDelivery(file, guards, warn)).toEqual({ kind: 'same' });
  expect(decideDelivery(file, guards, { ...warn, again: true })).toEqual({ kind: 'accept' });
});
