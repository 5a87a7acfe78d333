import { record } from './record';

/** Record 000. Dates are `YYYY-MM-DD`, '' where there was no earlier file. */
export function startRecord(task: string, date: string, previousDate: string): string {
  return record('000', {
    'SORTFELT-10': '0000000000',
    OPGAVENR: task,
    PRODDTO: date.replaceAll('-', ''),
    PRODDTOFORRIG: previousDate.replaceAll('-', ''),
  });
}

/** Record 999, with the number of records between it and 000. */
export function endRecord(count: number): string {
  return record('999', { 'SORTFELT-10': '9999999999', TAELLER: String(count).padStart(8, '0') });
}
