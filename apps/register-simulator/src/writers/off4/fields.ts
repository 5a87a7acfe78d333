import type { NameState } from '../../population/person-state';

/** The parts of a name, the same in the current and the historical record. */
export function nameFields(name: NameState) {
  return {
    FORNVN: name.first,
    FORNVN_MRK: name.firstMark,
    MELNVN: name.middle,
    MELNVN_MRK: name.middleMark,
    EFTERNVN: name.last,
    EFTERNVN_MRK: name.lastMark,
    NVNHAENSTART: name.from,
    'HAENSTART_UMRK-NAVNE': mark(name.uncertain),
  };
}

/** The mark behind a date that is not certain. */
export function mark(uncertain: boolean): string {
  return uncertain ? '*' : '';
}

/** `lines` as the numbered fields `<before>1<after>` to `<before>5<after>`. */
export function numbered(before: string, after: string, lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(lines.map((line, at) => [`${before}${at + 1}${after}`, line]));
}
