import { type Day, isoDate } from '../population/calendar';
import type { OfficeFile } from './cpr-office';

interface Held {
  name: string;
  bytes: Uint8Array;
  day: Day;
  /** What has to come before it is shown. */
  until: 'next run' | 'release' | undefined;
}

/** The files on the office's server, and those a fault holds back. */
export class FileShelf {
  private readonly held: Held[] = [];

  add(file: Held): void {
    this.held.push(file);
  }

  /** Shows what was held back until this comes. */
  show(event: 'next run' | 'release'): void {
    for (const file of this.held) if (file.until === event) file.until = undefined;
  }

  /** The names of those shown on request only. */
  heldBack(): readonly string[] {
    return this.held.filter(({ until }) => until === 'release').map(({ name }) => name);
  }

  /** Throws RangeError where there is no such file or the name is taken; letter case does not matter. */
  rename(from: string, to: string): void {
    const file = this.held.find((each) => each.until === undefined && sameName(each.name, from));
    if (!file) throw new RangeError('there is no such file');
    if (this.held.some((each) => each !== file && sameName(each.name, to))) throw new RangeError('the name is taken');
    file.name = to;
  }

  list(today: Day, migratedAfterDays: number): readonly OfficeFile[] {
    return this.held
      .filter(({ until }) => until === undefined)
      .map(({ name, bytes, day }) => ({
        name,
        bytes,
        producedOn: isoDate(day),
        migrated: today - day > migratedAfterDays,
      }));
  }
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
