import {
  assertContactTypes,
  ContactTypesMissing,
  WholeStatement,
  type SubjectStatements,
} from '@contact-sync/contact-register';
import type { Observation } from '@contact-sync/contacts-model';
import type { SorEncoding, SorHeader } from '@contact-sync/contacts-sor';
import { danishDay } from '@contact-sync/contacts-model';
import { InFlight, withLittleMemory, type Clearing } from '@contact-sync/service';
import { seeUnits, type ApplyUnitsOptions } from './apply-units';
import { closeMissing, type Closed } from './close-missing';
import { decideFile } from './decide-file';
import { FileView, REGISTER } from './file-view';
import type { FileFacts, Refusal } from './import-record';
import { findGoodRows, findNewestBegun, recordBegun, recordFacts, recordReading } from './import-store';
import type { ProblemLog } from './problem-log';
import { Rejections } from './rejections';
import { RowBytes } from './row-bytes';
import type { ImportRequest, ImportTools } from './import-tools';
import { hasUtf8Mark, readHeader, scanFile, type Scanned } from './scan-file';
import { SorFileUnavailable, type FetchedSorFile } from './sor-files';
import { UnitStore } from './unit-store';

const APPLIED_AT_ONCE = 1000;
const IN_FLIGHT = 2;
const LARGE_FILE_BYTES = 8 * 1024 * 1024;

/** How the import of a file ended, before it is written down. */
export type FileEnd =
  | { readonly state: 'refused' | 'failed'; readonly refusal: Refusal }
  | {
      readonly state: 'imported' | 'previewed';
      readonly view: FileView;
      readonly day: string;
      readonly store: UnitStore;
      /** Units that the file names. */
      readonly units: number;
      /** Rows that name none. */
      readonly rejected: number;
      readonly closings: Closed;
    };

/** Fetches a file, reads it twice and takes over what it says: first where everything stands, then what is new. */
export async function importFile(tools: ImportTools, request: ImportRequest, problems: ProblemLog): Promise<FileEnd> {
  const { record, settings, run } = request;
  const missingType = await missingContactType(tools, settings.contactType);
  if (missingType !== undefined) return { state: 'failed', refusal: missingType };
  const path = tools.folder.csvOf(record.id);
  let file: FetchedSorFile;
  try {
    file = await tools.files.fetch(record, { to: path, signal: run.signal });
  } catch (error) {
    if (!(error instanceof SorFileUnavailable)) throw error;
    return { state: 'failed', refusal: { code: error.code, text: error.message } };
  }
  const { name, madeAt, bytes, sha256 } = file;
  const facts: FileFacts = { name, day: file.day ?? danishDay(madeAt), madeAt, bytes, sha256 };
  await recordFacts(tools.pool, record.id, facts);
  const newest = await findNewestBegun(tools.pool, record.id);
  const refusal = decideFile(facts, { today: danishDay(tools.now()), ...(newest !== undefined && { newest }) });
  if (refusal !== undefined) return { state: 'refused', refusal };
  const read = await readHeader(path);
  if ('refusal' in read) {
    await recordReading(tools.pool, record.id, { columns: { recognised: [], unknown: read.found, missing: [] } });
    return { state: 'refused', refusal: read.refusal };
  }
  return new FileImport(tools, request, problems, { ...file, ...facts, path, header: read.header }).carryOut();
}

async function missingContactType({ pool }: ImportTools, contactType: string): Promise<Refusal | undefined> {
  try {
    await assertContactTypes(pool, [contactType]);
    return undefined;
  } catch (error) {
    if (!(error instanceof ContactTypesMissing)) throw error;
    return { code: 'contact-types-missing', text: error.message };
  }
}

interface FileAtHand extends FileFacts {
  readonly path: string;
  readonly lengthVerified: boolean;
  readonly header: SorHeader;
}

/** A file as its first reading left it: every row laid beside the contacts. */
interface Laid {
  readonly whole: WholeStatement;
  readonly view: FileView;
  readonly scanned: Scanned;
  readonly rejections: Rejections;
}

/** One file with a header, from its first reading to its closings. */
class FileImport {
  private readonly store: UnitStore;

  constructor(
    private readonly tools: ImportTools,
    private readonly request: ImportRequest,
    private readonly problems: ProblemLog,
    private readonly file: FileAtHand,
  ) {
    const { record, settings, run } = request;
    this.store = new UnitStore({
      pool: tools.pool,
      register: tools.register,
      importId: record.id,
      contactType: settings.contactType,
      runId: run.id,
      preview: record.options.preview,
    });
  }

  async carryOut(): Promise<FileEnd> {
    const hasMark = await hasUtf8Mark(this.file.path);
    // A file that says it is UTF-8 stays so: one damaged letter must not change how all others are read.
    const laid = (await this.lay('utf-8', !hasMark)) ?? (await this.lay('windows-1252', false));
    if (laid === undefined) throw new Error('a file has some encoding');
    try {
      return await this.take(laid);
    } finally {
      await laid.whole.close();
    }
  }

  /** First reading. Undefined where the file turns out to be of another encoding. */
  private async lay(encoding: SorEncoding, strict: boolean): Promise<Laid | undefined> {
    const { settings, run, record } = this.request;
    const { header, path } = this.file;
    const whole = await WholeStatement.open(this.tools.pool, { register: REGISTER, nameType: settings.contactType });
    try {
      const rejections = new Rejections();
      const prints = new FileView({ ...this.file, encoding, hasDamage: false, settings });
      const scanned = await scanFile(path, {
        header,
        encoding,
        strict,
        fingerprintOf: prints.fingerprintOf,
        signal: run.signal,
        write: (rows) => whole.write(rows),
        reject: (rows) => rejections.take(rows),
        onProgress: (rows) => run.progress(rows),
      });
      const { isOfEncoding } = scanned;
      if (!isOfEncoding && strict) {
        await whole.close();
        return undefined;
      }
      await whole.end();
      const recognised = [...header.columns.keys()];
      const columns = { recognised, unknown: header.unknown, missing: header.missing };
      await recordReading(this.tools.pool, record.id, { rows: scanned.records, encoding, columns });
      this.tellOfHeader(encoding, isOfEncoding);
      return {
        whole,
        scanned,
        rejections,
        view: new FileView({ ...this.file, encoding, hasDamage: !isOfEncoding, settings }),
      };
    } catch (error) {
      await whole.close();
      throw error;
    }
  }

  private tellOfHeader(encoding: SorEncoding, isOfEncoding: boolean): void {
    const { missing, repeated } = this.file.header;
    const warn = (code: string, text: string): void => this.problems.add({ level: 'warning', code, text });
    if (missing.length > 0) {
      warn('columns-missing', `the file has no ${missing.join(', ')}: what contacts have there stays as it is`);
    }
    if (repeated.length > 0)
      warn('columns-repeated', `columns that stand twice, of which the first counts: ${repeated.join(', ')}`);
    if (encoding === 'windows-1252') warn('windows-1252', 'the file is not UTF-8; it was read as Windows-1252');
    if (!isOfEncoding) warn('not-utf-8', 'the file is not UTF-8 throughout; units whose rows are damaged are held');
  }

  /** Second reading, and what is gone. */
  private async take({ whole, view, scanned, rejections }: Laid): Promise<FileEnd> {
    const { pool, now } = this.tools;
    const { record, run } = this.request;
    const refusal = refusalOf(scanned, rejections.count);
    if (refusal !== undefined) return { state: 'refused', refusal };
    await rejections.record(this.store, this.problems);
    if (!record.options.preview) await recordBegun(pool, record.id, now());
    const goodRows = await findGoodRows(pool);
    const { largeFileBytes = LARGE_FILE_BYTES } = this.tools;
    const applyAll = (clearing: Clearing): Promise<number> =>
      this.applyDifferent({ whole, view, records: scanned.records, clearing });
    const isLarge = this.file.bytes > largeFileBytes;
    const repeats = await (isLarge ? withLittleMemory(applyAll) : applyAll(() => undefined));
    const { lengthVerified, day } = this.file;
    const { settings } = this.request;
    const closings = await closeMissing({
      whole,
      view,
      store: this.store,
      problems: this.problems,
      files: this.tools.files,
      settings,
      day,
      facts: {
        lengthVerified,
        endedCleanly: true,
        rows: scanned.records,
        ...(goodRows !== undefined && { lastRows: goodRows }),
        minimumShare: settings.minimumShare,
        closingLimit: settings.closingLimit,
        approved: record.options.approveClosings,
      },
      unreadableIds: rejections.count,
      signal: run.signal,
    });
    run.progress(scanned.records, scanned.records);
    return {
      state: record.options.preview ? 'previewed' : 'imported',
      view,
      day,
      store: this.store,
      units: scanned.records - rejections.count - repeats,
      rejected: rejections.count,
      closings,
    };
  }

  /** Applies units of which the file may say something new, several transactions at a time. Returns how many rows repeat a unit. */
  private async applyDifferent({ whole, view, records, clearing }: Applying): Promise<number> {
    const { record, run } = this.request;
    const rows = await RowBytes.open(this.file.path);
    const options: ApplyUnitsOptions = { view, rows, store: this.store, problems: this.problems };
    const inFlight = new InFlight(IN_FLIGHT);
    let repeats = 0;
    // Of what the comparison could not recognise little may be new, and applying a thousand costs little more than ten.
    let gathered: Observation[] = [];
    const apply = async (): Promise<void> => {
      const some = gathered.slice(0, APPLIED_AT_ONCE);
      gathered = gathered.slice(APPLIED_AT_ONCE);
      await inFlight.add(() => this.store.apply(some));
    };
    try {
      for await (const units of whole.different({ portion: APPLIED_AT_ONCE, all: record.options.full })) {
        run.signal.throwIfAborted();
        repeats += units.reduce((sum, { statements }) => sum + statements.length - 1, 0);
        gathered.push(...(await seeUnits(units, options)));
        while (gathered.length >= APPLIED_AT_ONCE) await apply();
        run.progress(Math.min(lineOf(units), records), records);
        clearing(bytesOf(units));
      }
      if (gathered.length > 0) await apply();
      await inFlight.settled();
    } finally {
      await inFlight.drained();
      await rows.close();
    }
    return repeats;
  }
}

interface Applying extends Pick<Laid, 'whole' | 'view'> {
  readonly records: number;
  readonly clearing: Clearing;
}

/** Units come in the order of the file, so that lines tell how far it is. */
const lineOf = (units: readonly SubjectStatements[]): number => units.at(-1)?.statements[0]?.line ?? 0;

const bytesOf = (units: readonly SubjectStatements[]): number =>
  units.reduce((sum, { statements }) => sum + statements.reduce((bytes, { length }) => bytes + length, 0), 0);

/** Why a file is refused that has a header. */
function refusalOf({ records, unterminatedQuote, halfRow }: Scanned, rejected: number): Refusal | undefined {
  if (records === 0) return { code: 'no-rows', text: 'the file has a header line and no rows' };
  if (unterminatedQuote !== undefined) {
    return {
      code: 'file-cut',
      text: `the file ends inside a quoted cell that begins in line ${unterminatedQuote.line}: its end is missing`,
    };
  }
  if (halfRow !== undefined) {
    return { code: 'file-cut', text: `the file ends in the middle of line ${halfRow.line}: its end is missing` };
  }
  if (rejected < records) return undefined;
  return { code: 'no-units', text: 'no row of the file has a SOR id that can be read' };
}
