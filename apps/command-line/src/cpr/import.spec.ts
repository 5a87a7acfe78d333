import { readImportWish } from './import';

describe('readImportWish', () => {
  it('sends only what was asked for, so that settings decide the rest', () => {
    expect(readImportWish(['a', 'b'])).toEqual({
      files: ['a', 'b'],
      fields: { then: 'import' },
      json: false,
      url: undefined,
    });
    expect(readImportWish(['a', '--persons', 'all', '--again', '--preview', '--json']).fields).toEqual({
      persons: 'all',
      again: 'true',
      preview: 'true',
      then: 'import',
    });
  });

  it('needs a file, and knows two kinds of persons', () => {
    expect(() => readImportWish(['--again'])).toThrow('name the file or files to import');
    expect(() => readImportWish(['a', '--persons', 'some'])).toThrow('--persons must be known or all');
  });
});
