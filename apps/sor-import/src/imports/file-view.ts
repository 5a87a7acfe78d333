import { createHash, hash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import type { Statement, SubjectStatements } from '@contact-sync/contact-register';
import { sorClock, type Clock, type Observation, type Origin } from '@contact-sync/contacts-model';
import {
  chooseRow,
  observeClosing,
  observeUnit,
  readSorRow,
  SOR_MAPPER_VERSION,
  type Remark,
  type SorContext,
  type SorEncoding,
  type SorHeader,
  type SorRow,
} from '@contact-sync/contacts-sor';
import type { SorSettings } from '../settings';

export const REGISTER = 'sor';

const CONTENT_CHARACTERS = 22;
const VIEW_CHARACTERS = 8;

export interface FileViewOptions {
  /** Name of the file, as contacts tell where they come from. */
  readonly name: string;
  /** Day whose state it is, `YYYY-MM-DD`. */
  readonly day: string;
  readonly madeAt: Date;
  readonly header: SorHeader;
  readonly encoding: SorEncoding;
  /** It is not throughout what its encoding says: a row that is not cannot be used. */
  readonly hasDamage: boolean;
  readonly settings: Pick<SorSettings, 'contactType' | 'forceUpdate'>;
}

/** Why a unit cannot be used as its rows stand. Holds no value of it. */
export interface UnitFault {
  readonly code: string;
  readonly text: string;
  readonly field?: string;
  readonly line: number;
}

/** A unit that cannot be used, with all that a hold needs. */
export interface HeldUnit {
  readonly sorId: string;
  readonly clock: Clock;
  readonly origin: Origin;
  readonly fault: UnitFault;
}

export type SeenUnit =
  | { readonly observation: Observation; readonly remarks: readonly Remark[]; readonly line: number }
  | { readonly held: HeldUnit };

/** Everything about one file that decides how its units are seen. */
export class FileView {
  private readonly suffix: string;

  constructor(private readonly options: FileViewOptions) {
    const { header, encoding, settings } = options;
    // With another header, encoding, mapper or setting the same row may mean something else: it must not be recognised.
    const said = JSON.stringify([SOR_MAPPER_VERSION, header.names, header.delimiter, encoding, settings.forceUpdate]);
    this.suffix = hashOf(Buffer.from(said)).slice(0, VIEW_CHARACTERS);
  }

  /** The fingerprint of one row. It begins with what stands in the row: clocks have only its beginning. */
  readonly fingerprintOf = (row: Uint8Array): string => `${hashOf(row).slice(0, CONTENT_CHARACTERS)}${this.suffix}`;

  /** What the rows of one unit say together (sor.md 6.7 to 6.11). One that cannot be read holds the unit whole: it may be the one that counts. */
  observe({ nameCode: sorId, statements }: SubjectStatements, bytesOf: (statement: Statement) => Uint8Array): SeenUnit {
    const { day, madeAt, header, encoding, hasDamage, settings } = this.options;
    const origin: Origin = { ...this.origin, lines: statements.map(({ line }) => line) };
    const held = (fault: UnitFault): SeenUnit => ({
      held: {
        sorId,
        clock: sorClock({ day, madeAt: madeAt.toISOString(), contentHash: statements[0]?.fingerprint || 'held' }),
        origin,
        fault,
      },
    });
    const statementOf = new Map<SorRow, Statement>();
    for (const statement of statements) {
      const { line } = statement;
      const bytes = bytesOf(statement);
      if (hasDamage && !isUtf8(bytes)) return held({ ...NOT_UTF_8, line });
      const row = readSorRow(bytes, header, encoding);
      if ('faults' in row) return held({ ...(row.faults[0] ?? UNREADABLE), line });
      if (row.sorId !== sorId || statement.fingerprint === '') return held({ ...UNREADABLE, line });
      statementOf.set(row, statement);
    }
    const chosen = chooseRow([...statementOf.keys()], day);
    // A row that bears the end of its unit's last version is none of the file's own.
    const line = statementOf.get(chosen)?.line ?? statements[0]?.line ?? 0;
    const fingerprint = this.fingerprintTogether(statements, chosen);
    const context = { day, madeAt: madeAt.toISOString(), origin, contactType: settings.contactType, fingerprint };
    const seen = observeUnit(chosen, header, context satisfies SorContext);
    if ('held' in seen) return held({ ...seen.held, line });
    return { observation: seen.observation, remarks: seen.remarks, line };
  }

  /** That a unit which the file no longer names ended. */
  closing(sorId: string, on: string): Observation {
    const { day, madeAt, settings } = this.options;
    const { contactType } = settings;
    return observeClosing(sorId, on, { day, madeAt: madeAt.toISOString(), origin: this.origin, contactType });
  }

  get origin(): Origin {
    return { road: 'file', source: this.options.name };
  }

  /**
   * One row is known by its own fingerprint. Of several it is what counts today that is known: which of them that is changes
   * with the days.
   */
  private fingerprintTogether(
    [first, ...others]: readonly Statement[],
    { remarks: _remarks, ...counts }: SorRow,
  ): string {
    if (first !== undefined && others.length === 0) return first.fingerprint;
    return this.fingerprintOf(Buffer.from(JSON.stringify(counts)));
  }
}

const NOT_UTF_8 = { code: 'not-utf-8', text: 'the row is not UTF-8, which the file says it is' } as const;
const UNREADABLE = { code: 'unreadable', text: 'the row cannot be read' } as const;

/** One call into the hash is several times faster than three; older Node versions lack it. */
const hashOf: (bytes: Uint8Array) => string =
  typeof hash === 'function'
    ? (bytes) => hash('sha256', bytes, 'base64url')
    : (bytes) => createHash('sha256').update(bytes).digest('base64url');
