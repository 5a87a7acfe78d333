import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ErrorFile, errorFileLine } from './error-file';

it('tells where and what in one line', () => {
  expect(
    errorFileLine({ line: 12, recordType: '001', field: 'FOED_DT', level: 'warning', message: 'Not a date' }),
  ).toBe('line 12\t001\tFOED_DT\twarning\tNot a date\n');
  expect(errorFileLine({ level: 'error', message: 'No end record' })).toBe('-\t-\t-\terror\tNo end record\n');
});

it('is made with the first problem, and keeps the problems of earlier imports', async () => {
  const root = await mkdtemp(join(tmpdir(), 'errors-'));
  const path = join(root, 'errd1.l1');
  await new ErrorFile(path, 'no problems').close();
  for (const heading of ['first', 'second']) {
    const file = new ErrorFile(path, heading);
    await file.add({ level: 'error', message: 'Odd' });
    await file.close();
  }
  expect(await readFile(path, 'utf8')).toBe('# first\n-\t-\t-\terror\tOdd\n# second\n-\t-\t-\terror\tOdd\n');
  await rm(root, { recursive: true });
});
