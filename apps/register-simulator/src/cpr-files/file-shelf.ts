import type { StoredFile, StoredKind } from './stored-file';

/** What the server needs of the office whose files it shows. */
export interface OfficeFiles {
  files(): readonly {
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly producedOn: string;
    readonly migrated: boolean;
  }[];
  /** Throws RangeError where the name is taken. */
  rename(from: string, to: string): void;
  takeInput(name: string, bytes: Uint8Array): void;
}

/** `ud` is from CPR, `ind` to CPR. */
export type Folder = 'ud' | 'ind';
export const FOLDERS: readonly Folder[] = ['ind', 'ud'];

/** The files of the server: those of the office, what was uploaded, and what was placed there to be met. */
export class CprFileShelf {
  private readonly placed = new Map<string, { folder: Folder; file: StoredFile }>();
  private readonly recalled = new Set<string>();
  private readonly opened = new Map<string, string>();

  constructor(
    private readonly office: OfficeFiles,
    private readonly today: () => string,
  ) {}

  list(folder: Folder): readonly StoredFile[] {
    const placed = [...this.placed.values()].filter((each) => each.folder === folder).map(({ file }) => file);
    const files = [...(folder === 'ud' ? this.fromOffice() : []), ...placed];
    return files.map((file) => {
      const key = keyOf(folder, file.name);
      const kind = file.kind === 'migrated' && this.recalled.has(key) ? 'file' : file.kind;
      const referred = this.opened.get(key) ?? file.referred;
      return { ...file, kind, ...(referred !== undefined && { referred }) };
    });
  }

  /** By its name, whatever the case of its letters. */
  find(folder: Folder, name: string): StoredFile | undefined {
    const key = keyOf(folder, name);
    return this.list(folder).find((file) => keyOf(folder, file.name) === key);
  }

  /** Puts a file there that no run of the office made. */
  place(folder: Folder, file: { name: string; bytes?: Uint8Array; kind?: StoredKind; day?: string }): void {
    const { name, bytes = new Uint8Array(), kind = 'file', day = this.today() } = file;
    this.placed.set(keyOf(folder, name), { folder, file: { name, bytes, kind, day, referred: day } });
  }

  /** Whether a file of this name can be uploaded: the office takes those of its own form alone, `dYYMMDD.iNNNNNN`. */
  takes(folder: Folder, name: string): boolean {
    return folder === 'ind' && /^d\d{6}\.i\d{6}$/i.test(name);
  }

  /** What was uploaded. The office takes what lies in `ind`. */
  store(folder: Folder, name: string, bytes: Uint8Array): void {
    if (folder === 'ind') this.office.takeInput(name, bytes);
    this.placed.set(keyOf(folder, name), { folder, file: { name, bytes, kind: 'file', day: this.today() } });
  }

  /** Throws RangeError where the name is taken. */
  rename(folder: Folder, from: string, to: string): void {
    if (this.find(folder, to)) throw new RangeError('there is a file of that name');
    const key = keyOf(folder, from);
    const placed = this.placed.get(key);
    if (placed) {
      this.placed.delete(key);
      this.placed.set(keyOf(folder, to), { folder, file: { ...placed.file, name: to } });
    } else {
      const file = this.find(folder, from);
      if (!file) throw new RangeError('there is no such file');
      this.office.rename(file.name, to);
    }
    if (this.recalled.has(key)) this.recalled.add(keyOf(folder, to));
    const opened = this.opened.get(key);
    if (opened !== undefined) this.opened.set(keyOf(folder, to), opened);
  }

  /** The file is opened today; a migrated one comes back from slower storage. */
  open(folder: Folder, name: string): void {
    this.recalled.add(keyOf(folder, name));
    this.opened.set(keyOf(folder, name), this.today());
  }

  private fromOffice(): StoredFile[] {
    return this.office.files().map(({ name, bytes, producedOn, migrated }) => ({
      name,
      bytes,
      kind: migrated ? 'migrated' : 'file',
      day: producedOn,
      referred: producedOn,
    }));
  }
}

const keyOf = (folder: Folder, name: string) => `${folder}/${name.toUpperCase()}`;
