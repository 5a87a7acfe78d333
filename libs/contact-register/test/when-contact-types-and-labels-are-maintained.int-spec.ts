import { GROUP_OF_DATE, GROUP_OF_INFO, GROUP_OF_REFERENCE } from '@contact-sync/contacts-model';
import {
  assertContactTypes,
  ContactTypesMissing,
  deleteContactType,
  deleteCustomLabel,
  listContactTypes,
  listCustomLabels,
  saveContactType,
  saveCustomLabel,
} from '../src';
import { freshRegister, number, said } from './people';
import type { TestRegister } from './people';

describe('when contact types and labels are maintained', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  it('has the types of the registers, with their checks', async () => {
    const types = await listContactTypes(test.database.pool);
    expect(types.map(({ nameType }) => nameType)).toEqual(['1', 'C', 'H', 'J', 'P', 'V']);
    expect(types.find(({ nameType }) => nameType === 'J')).toEqual({
      nameType: 'J',
      textDa: 'Virksomheder (med CVR)',
      textEn: 'Companies (with CVR)',
      codeLength: 8,
      autoId: false,
      codeValidation: 'cvr',
      register: 'cvr',
    });
  });

  it('a register does not import without the types it needs', async () => {
    await expect(assertContactTypes(test.database.pool, ['C', 'P'])).resolves.toBeUndefined();
    const missing = assertContactTypes(test.database.pool, ['C', 'X', 'Y']);
    await expect(missing).rejects.toThrow(ContactTypesMissing);
    await expect(missing).rejects.toMatchObject({ missing: ['X', 'Y'] });
  });

  it('a type can be added, changed and, while nobody has it, removed', async () => {
    const guardian = { nameType: 'X', textDa: 'Værger', textEn: 'Guardians', autoId: true } as const;
    await saveContactType(test.database.pool, guardian);
    await saveContactType(test.database.pool, { ...guardian, textEn: 'Legal guardians' });
    const types = await listContactTypes(test.database.pool);
    expect(types.find(({ nameType }) => nameType === 'X')).toEqual({ ...guardian, textEn: 'Legal guardians' });
    expect(await deleteContactType(test.database.pool, 'X')).toBe('deleted');
    expect(await deleteContactType(test.database.pool, 'X')).toBe('unknown');
    await test.register.applyBatch(test.database.pool, [said(number(1), 3)]);
    expect(await deleteContactType(test.database.pool, 'C')).toBe('in-use');
  });

  it('has every label that registers write', async () => {
    const labels = await listCustomLabels(test.database.pool);
    const of = (kind: string) =>
      labels
        .filter((one) => one.kind === kind)
        .map(({ label }) => label)
        .sort();
    expect(of('info')).toEqual([...GROUP_OF_INFO.keys()].sort());
    expect(of('date')).toEqual([...GROUP_OF_DATE.keys()].sort());
    expect(of('reference')).toEqual([...GROUP_OF_REFERENCE.keys()].sort());
  });

  it('a label of people can be added and removed, one of a register cannot', async () => {
    const label = {
      kind: 'info',
      label: 'Bemærkning',
      textDa: 'Bemærkning',
      textEn: 'Remark',
      multiple: true,
    } as const;
    await saveCustomLabel(test.database.pool, label);
    expect(await listCustomLabels(test.database.pool)).toContainEqual(label);
    expect(await deleteCustomLabel(test.database.pool, label)).toBe('deleted');
    expect(await deleteCustomLabel(test.database.pool, { kind: 'info', label: 'Køn' })).toBe('in-use');
  });
});
