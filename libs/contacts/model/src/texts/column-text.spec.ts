import { columnText } from './column-text';

const cut = (text: string | undefined): [string | undefined, boolean] => {
  let told = false;
  const kept = columnText(text, () => (told = true));
  return [kept, told];
};

it.each([
  [undefined, undefined],
  ['', undefined],
  [' \t\u0000 ', undefined],
  ['  Ærø   & Sønner\r\nA/S ', 'Ærø & Sønner A/S'],
  ['a\u0000b\u0085c', 'a b c'],
])('%j becomes %j, and nothing is cut', (text, kept) => expect(cut(text)).toEqual([kept, false]));

it('keeps 150 characters and tells of a cut', () => {
  expect(cut('å'.repeat(150))).toEqual(['å'.repeat(150), false]);
  expect(cut('å'.repeat(151))).toEqual(['å'.repeat(150), true]);
});

it('counts characters as the database does, and cuts none in two', () => {
  expect(cut('😀'.repeat(150))).toEqual(['😀'.repeat(150), false]);
  expect(cut(`${'x'.repeat(149)}😀y`)).toEqual([`${'x'.repeat(149)}😀`, true]);
});

it('leaves no blank at the end of what was cut', () => {
  expect(cut(`${'x'.repeat(149)} yz`)).toEqual(['x'.repeat(149), true]);
});
