/** Longest name or address line, in characters (REG-2). */
export const LONGEST_TEXT = 150;

/** Control characters: a NUL could not even be stored, and a line end would break a line. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/**
 * A register's text as a column takes it: one blank for control characters and rows of blanks, none around it, at most
 * 150 characters. Undefined where nothing is left. What is cut is told to `onCut`: a cut is reported, never silent.
 */
export function columnText(value: string | undefined, onCut: () => void): string | undefined {
  const text = value?.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
  if (text === undefined || text === '') return undefined;
  // Characters as PostgreSQL counts them, so that none is cut in two.
  if (text.length <= LONGEST_TEXT) return text;
  const characters = [...text];
  if (characters.length <= LONGEST_TEXT) return text;
  onCut();
  return characters.slice(0, LONGEST_TEXT).join('').trimEnd();
}
