import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ErrorFile, errorFileLine } from './error-file';
import { ProblemLog } from './problem-log';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'errors-'))));
afterEach(() => rm(root, { recursive: true }));

it('tells where and what in one line', () => {
  expect(
    errorFileLine({ line: 12, recordType: '001', field: 'FOED_DT', level: 'warning', message: 'Not a date' }),
  ).toBe('line 12\t001\tFOED_DT\twarning\tNot a date\n');
  expect(errorFileLine({ level: 'error', message: 'No end record' })).toBe('-\t-\t-\terror\tNo end record\n');
});

it('is made with the first problem, and keeps the problems of earlier imports', async () => {
  const path = join(root, 'errd1.l1');
  await new ErrorFile(path, 'no problems').close();
  for (const heading of ['first', 'second']) {
    const file = new ErrorFile(path, heading);
    file.add({ level: 'error', message: 'Odd' });
    await file.close();
  }
  expect(await readFile(path, 'utf8')).toBe('# first\n-\t-\t-\terror\tOdd\n# second\n-\t-\t-\terror\tOdd\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('keeps all problems while the report keeps the first thousand', async () => {
  const path = join(root, 'errd1.l1');
  const log = new ProblemLog(new ErrorFile(path, 'many'));
  for (let line = 3000; line > 0; line -= 1)
    log.add({ line, level: 'notice', message: 'The record type is not known' });
  await log.close();
  const { problems, beyond } = log.kept();
  expect([problems.length, beyond, problems[0]?.line]).toEqual([1000, 2000, 2001]);
  expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(3002);
});

it('says when it could not be written', async () => {
  const file = new ErrorFile(join(root, 'absent', 'errd1.l1'), 'x');
  file.add({ level: 'error', message: 'Odd' });
  await expect(file.close()).rejects.toThrow(/ENOENT/);
});
