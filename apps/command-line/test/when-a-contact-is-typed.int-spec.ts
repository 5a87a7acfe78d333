import { number } from './delivery';
import { type RunningServices, runningServices } from './running-services';

describe('when a contact is typed', () => {
  let services: RunningServices;
  let id: string;
  const why = ['--purpose', 'case 2026-17'];

  beforeAll(async () => {
    services = await runningServices();
    const made = await services.run(
      ['contacts', 'create', '--type', 'C', ...why],
      `nameCode=${number(1)}\nname1=Åse\nname2=Østergård\n`,
    );
    expect(made).toMatchObject({ code: 0, errors: '' });
    [, id = ''] = /^contact (\d+): created, version 1\n$/.exec(made.output) ?? [];
  });
  afterAll(() => services.stop());

  const lines = (input: string, ...more: string[]) =>
    services.run(['contacts', 'edit', '--id', id, '--group', 'contact_lines', ...why, ...more], input);
  const shown = async () => (await services.run(['contacts', 'get', '--id', id, ...why])).output;

  it('it is shown with what was typed, by whom', async () => {
    expect(await lines('phoneNo=33 12 34 56\nemail=aase@oester.example\n')).toEqual({
      code: 0,
      output: `contact ${id}: changed, version 2\n`,
      errors: '',
    });
    expect(await shown()).toMatch(/\n {2}HA {2}\(no lines\)\n {6}33 12 34 56, aase@oester\.example\n/);
    expect(await shown()).toMatch(
      /\nTyped by hand\n {2}contact_lines {2}by local, .*\n +the register never spoke of it\n/,
    );
  });

  it('it is not changed where it has moved on, or where something does not fit', async () => {
    expect(await lines('phoneNo=1234\n', '--version-seen', '1')).toMatchObject({
      code: 1,
      errors: 'contact-sync: The contact has changed since: it has version 2 now\n',
    });
    expect(await lines('email=aase\n')).toMatchObject({
      code: 1,
      errors: 'contact-sync: What was typed is not taken\n  email: email does not have the form that is asked for\n',
    });
    expect(await lines('name1=Bo\n')).toMatchObject({ code: 2 });
    const byNumber = await services.run(['contacts', 'end', '--id', number(1), '--date', '2026-03-01', ...why]);
    expect(byNumber.code).toBe(2);
    expect(byNumber.errors).not.toContain(number(1));
  });

  it('an edit is undone, a contact ended and opened', async () => {
    const undo = ['contacts', 'undo-edit', '--id', id, '--group', 'contact_lines', '--purpose', 'sag på Ærø'];
    expect(await services.run(undo)).toMatchObject({ code: 0, output: `contact ${id}: changed, version 3\n` });
    expect(await services.run(undo)).toMatchObject({ output: `contact ${id}: unchanged, version 3\n` });
    const end = await services.run(['contacts', 'end', '--id', id, '--date', '2026-03-01', ...why]);
    expect(end.output).toBe(`contact ${id}: changed, version 4\n`);
    expect(await shown()).toMatch(/\n {2}end +2026-03-01\n/);
    expect((await services.run(['contacts', 'reopen', '--id', id, ...why])).output).toContain('version 5');
    expect((await services.run(['contacts', 'find-edited', ...why])).output).toBe('nothing typed differs\n');
    const { rows } = await services.database.pool.query<{ action: string; purpose: string }>(
      `select action, purpose from contacts.audit where action not in ('read', 'find-edited') order by id`,
    );
    expect(rows).toEqual([
      { action: 'create', purpose: 'case 2026-17' },
      { action: 'edit', purpose: 'case 2026-17' },
      { action: 'undo-edit', purpose: 'sag på Ærø' },
      { action: 'undo-edit', purpose: 'sag på Ærø' },
      { action: 'end', purpose: 'case 2026-17' },
      { action: 'reopen', purpose: 'case 2026-17' },
    ]);
  });
});
