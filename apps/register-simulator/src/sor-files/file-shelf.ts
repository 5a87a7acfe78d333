import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { danishDay } from '../companies/moments';
import type { SorLayout } from '../organisations/layouts';
import type { OrganisationWorld } from '../organisations/organisation-world';
import { writeDailyFile } from '../organisations/write-daily-file';
import { writeHistoryZip } from '../organisations/write-history-zip';

export type SorFileName = 'daily' | 'history';

/** A file as it is served. */
export interface ShelvedFile {
  readonly path: string;
  readonly bytes: number;
  readonly etag: string;
  readonly modified: Date;
}

/** Which files are spoiled, and how: of a day, or of every day where none is named. */
export interface SpoiledFile {
  readonly file: SorFileName;
  readonly day?: string;
  readonly layouts: readonly SorLayout[];
}

/** The files of the present day. Each is written when it is first asked for; the next day's takes its place. */
export class SorFileShelf {
  private folder: Promise<string> | undefined;
  private readonly spoiled: SpoiledFile[] = [];
  private readonly ready = new Map<SorFileName, { readonly key: string; readonly file: Promise<ShelvedFile> }>();
  private written = 0;

  constructor(
    private readonly world: OrganisationWorld,
    private readonly now: () => Date,
  ) {}

  /** From now on, of the day or of every day; the last wish about a file counts. */
  spoil(wish: SpoiledFile): void {
    this.spoiled.unshift(wish);
  }

  /** All files are as they should be. */
  mend(): void {
    this.spoiled.length = 0;
  }

  list(): readonly SpoiledFile[] {
    return [...this.spoiled];
  }

  /** As of the present day: days have passed in the world as they have by the clock. */
  async get(name: SorFileName): Promise<ShelvedFile> {
    this.world.turnTo(danishDay(this.now().getTime()));
    const { day } = this.world;
    const layouts = this.spoiled.find((wish) => wish.file === name && (wish.day ?? day) === day)?.layouts ?? [];
    const key = JSON.stringify([day, layouts]);
    const known = this.ready.get(name);
    if (known?.key === key) return known.file;
    const file = this.write(name, day, layouts);
    this.ready.set(name, { key, file });
    return file;
  }

  /** The daily file as it was on a day that has come; undefined where the world was not there, or is not yet. */
  async ofDay(day: string): Promise<ShelvedFile | undefined> {
    this.world.turnTo(danishDay(this.now().getTime()));
    return day < this.world.start || day > this.world.day ? undefined : this.write('daily', day, []);
  }

  async close(): Promise<void> {
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
  }

  private async write(name: SorFileName, day: string, layouts: readonly SorLayout[]): Promise<ShelvedFile> {
    this.folder ??= mkdtemp(join(tmpdir(), 'sor-files-'));
    // Answers under way go on with the file they began with, so that none is overwritten.
    const path = join(await this.folder, `${day}-${++this.written}`);
    const { bytes } = await (name === 'daily' ? writeDailyFile : writeHistoryZip)({
      world: this.world,
      path,
      day,
      layouts,
    });
    const spoiled = layouts.map(({ kind }) => `-${kind}`).join('');
    return { path, bytes, etag: `"${name}-${day}${spoiled}-${bytes}"`, modified: this.modified(day) };
  }

  /** Within the hours in which the register renews its files; never in the future, though the world may be ahead. */
  private modified(day: string): Date {
    const made = Math.min(Date.parse(`${day}T02:30:00Z`), this.now().getTime());
    return new Date(made - (made % 1000));
  }
}
