import { isPartialDate } from './partial-date';

describe('a partial date', () => {
  it.each(['2024', '2024-02', '2024-02-29', '2000-02-29', '1896-01-01', '2023-12-31'])('%s is one', (text) => {
    expect(isPartialDate(text)).toBe(true);
  });

  it.each(['', '0000', '24', '2024-13', '2024-00', '2024-04-31', '2023-02-29', '1900-02-29', '2024-01-00', '20240101'])(
    '%p is none',
    (text) => {
      expect(isPartialDate(text)).toBe(false);
    },
  );
});
