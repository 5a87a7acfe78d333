import { verificationCode, verificationText, type Verification } from './verification';

const run: Verification = {
  id: '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c04',
  state: 'finished',
  counts: { checked: 90210, rootsChecked: 1, faults: 0 },
  problems: [],
  problemCount: 0,
  progress: { done: 90210, total: 90210 },
};
const problems = [{ code: 'row-missing', text: 'position 12, row 17: the row was removed' }];

describe('a verification for people', () => {
  it('says that all is well, and how much was compared', () => {
    expect(verificationText(run)).toBe(
      'the record of who saw whom is as it was written: 90210 looks and 1 daily root compared\n',
    );
    expect(verificationCode(run)).toBe(0);
  });

  it('says where it is not, and how often', () => {
    const faulty = { ...run, problems, problemCount: 3 };
    expect(verificationText(faulty)).toBe(
      [
        'the record of who saw whom is NOT as it was written: 90210 looks and 1 daily root compared, 3 faults',
        '  position 12, row 17: the row was removed',
        '  and 2 more',
        '',
      ].join('\n'),
    );
    expect(verificationCode(faulty)).toBe(1);
  });

  it('never calls well what did not get to its end', () => {
    expect(() => verificationText({ ...run, state: 'stopped' })).toThrow('did not get to its end: stopped');
    expect(verificationCode({ ...run, state: 'interrupted' })).toBe(1);
  });
});
