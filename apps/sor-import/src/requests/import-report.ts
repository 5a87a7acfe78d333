import { findRun, type RunProgress } from '@contact-sync/service';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Pool } from 'pg';
import {
  IMPORT_STATES,
  UNIT_OUTCOMES,
  type ImportClosings,
  type ImportColumns,
  type ImportCounts,
  type ImportedUnit,
  type ImportProblem,
  type ImportRecord,
  type ImportSource,
  type ImportState,
  type Refusal,
  type UnitOutcome,
} from '../imports/import-record';
import type { Imports } from '../imports/imports';
import { SCHEMA } from '../schema';
import { asTheyStand } from './stranded';

class SourceAnswer implements ImportSource {
  @ApiProperty({ enum: ['address', 'file'], description: 'Fetched by us, or sent to us' })
  readonly kind!: ImportSource['kind'];
  @ApiProperty({ description: 'The address, or the name of the file' }) readonly name!: string;
}

class RefusalAnswer implements Refusal {
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly text!: string;
}

class CountsAnswer implements ImportCounts {
  @ApiProperty({ description: 'Units that the file names' }) readonly units!: number;
  @ApiProperty() readonly created!: number;
  @ApiProperty() readonly changed!: number;
  @ApiProperty({ description: 'Units of which the file says nothing new' }) readonly unchanged!: number;
  @ApiProperty({ description: 'Units of which something newer was known' }) readonly stale!: number;
  @ApiProperty({ description: 'Units that left the file and were closed' }) readonly closed!: number;
  @ApiProperty({ description: 'Units that left the file and were left open' }) readonly kept!: number;
  @ApiProperty({ description: 'Units whose rows cannot be used; their contacts stay as they are' })
  readonly held!: number;
  @ApiProperty({ description: 'Rows that name no unit' }) readonly rejected!: number;
  @ApiProperty({ description: 'Events sent about contacts' }) readonly events!: number;
}

class ColumnsAnswer implements ImportColumns {
  @ApiProperty({ type: [String] }) readonly recognised!: readonly string[];
  @ApiProperty({ type: [String], description: 'Columns that we do not know, as they are written in the file' })
  readonly unknown!: readonly string[];
  @ApiProperty({ type: [String], description: 'Columns that the file lacks: what they would tell stays as it is' })
  readonly missing!: readonly string[];
}

class ClosingsAnswer implements ImportClosings {
  @ApiProperty({
    enum: ['done', 'withheld', 'none'],
    description: 'none: no unit had left the file. withheld: nothing was closed, for the reason given',
  })
  readonly kind!: ImportClosings['kind'];
  @ApiProperty({ description: 'Open units that left the file' }) readonly missing!: number;
  @ApiProperty() readonly closed!: number;
  @ApiProperty() readonly kept!: number;
  @ApiPropertyOptional() readonly code?: string;
  @ApiPropertyOptional() readonly reason?: string;
}

class ReportedProblem implements ImportProblem {
  @ApiPropertyOptional({ description: 'Line of the file, from 1' }) readonly line?: number;
  @ApiPropertyOptional() readonly sorId?: string;
  @ApiPropertyOptional({ description: "Column, in the register's words" }) readonly field?: string;
  @ApiProperty({ enum: ['notice', 'warning', 'error'] }) readonly level!: ImportProblem['level'];
  @ApiProperty() readonly code!: string;
  @ApiProperty() readonly text!: string;
}

/** One import of one file, as the API tells it. */
export class ImportSummary {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ enum: IMPORT_STATES }) readonly state!: ImportState;
  @ApiProperty({ type: SourceAnswer }) readonly source!: SourceAnswer;
  @ApiProperty({ description: 'Asked to compare every unit, whether its row is new or not' }) readonly full!: boolean;
  @ApiProperty({ description: 'Asked to show what would change and to change nothing' }) readonly preview!: boolean;
  @ApiProperty({ description: 'Asked to close however many units left the file' }) readonly approveClosings!: boolean;
  @ApiProperty({ type: String, nullable: true, format: 'date', description: 'The day whose state the file is' })
  readonly day!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'When the file was made' })
  readonly madeAt!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of the CSV' }) readonly bytes!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of the CSV, in hexadecimal' })
  readonly sha256!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Without the header line' }) readonly rows!: number | null;
  @ApiProperty({ enum: ['utf-8', 'windows-1252'], nullable: true })
  readonly encoding!: 'utf-8' | 'windows-1252' | null;
  @ApiProperty({ type: CountsAnswer, nullable: true }) readonly counts!: CountsAnswer | null;
  @ApiProperty({ type: ClosingsAnswer, nullable: true }) readonly closings!: ClosingsAnswer | null;
  @ApiProperty({ type: RefusalAnswer, nullable: true, description: 'Why it was refused or failed' })
  readonly refusal!: RefusalAnswer | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly runId!: string | null;
  @ApiProperty({ description: '`schedule`, or the id of who asked' }) readonly requestedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) readonly requestedAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly startedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly finishedAt!: string | null;
}

/** The summary with columns and problems, and how far the import is. */
export class ImportReport extends ImportSummary {
  @ApiProperty({ type: ColumnsAnswer, nullable: true }) readonly columns!: ColumnsAnswer | null;
  @ApiProperty({ type: [ReportedProblem], description: 'The first thousand' })
  readonly problems!: readonly ReportedProblem[];
  @ApiProperty({ description: 'Problems beyond those told' }) readonly problemsBeyond!: number;
  @ApiProperty({
    nullable: true,
    type: 'object',
    description: 'Done and in all, per second, milliseconds left; null when it is not under way',
    additionalProperties: true,
  })
  readonly progress!: RunProgress | null;
}

/** A page of imports, the newest first. */
export class ImportsPage {
  @ApiProperty({ type: [ImportSummary] }) readonly imports!: readonly ImportSummary[];
  @ApiProperty({ type: String, nullable: true, description: '`after` of the next page' })
  readonly next!: string | null;
}

class ImportedUnitAnswer implements ImportedUnit {
  @ApiProperty({ description: 'SOR id; `line 12` for a row that names none' }) readonly unit!: string;
  @ApiProperty({ enum: UNIT_OUTCOMES }) readonly outcome!: UnitOutcome;
  @ApiPropertyOptional({ description: 'Line of the file, from 1' }) readonly line?: number;
  @ApiPropertyOptional() readonly contactId?: string;
  @ApiPropertyOptional({ format: 'date', description: 'Last valid day of a closed unit' }) readonly end?: string;
  @ApiProperty({ description: 'Events sent about the contact' }) readonly events!: number;
  @ApiProperty() readonly reason!: string;
}

/** A page of units that an operator may want to look at. */
export class UnitsPage {
  @ApiProperty({ type: [ImportedUnitAnswer] }) readonly units!: readonly ImportedUnit[];
  @ApiProperty({ type: String, nullable: true, description: '`after` of the next page' })
  readonly next!: string | null;
}

export function summaryOf(record: ImportRecord): ImportSummary {
  const { id, state, source, options, facts } = record;
  return {
    id,
    state,
    source,
    full: options.full,
    preview: options.preview,
    approveClosings: options.approveClosings,
    day: facts?.day ?? options.day ?? null,
    madeAt: facts?.madeAt.toISOString() ?? null,
    bytes: facts?.bytes ?? null,
    sha256: facts?.sha256 ?? null,
    rows: record.rows ?? null,
    encoding: record.encoding ?? null,
    counts: record.counts ?? null,
    closings: record.closings ?? null,
    refusal: record.refusal ?? null,
    runId: record.runId ?? null,
    requestedBy: record.requestedBy,
    requestedAt: record.requestedAt.toISOString(),
    startedAt: record.startedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
  };
}

/** Everything that is told of an import; undefined where there is none of that id. */
export async function reportOf(pool: Pool, imports: Imports, id: string): Promise<ImportReport | undefined> {
  const found = await imports.find(id);
  if (found === undefined) return undefined;
  const [record = found] = await asTheyStand(pool, [found]);
  const { problems, beyond } = await imports.problems(id);
  const runId = record.state === 'running' ? record.runId : undefined;
  const run = runId === undefined ? undefined : await findRun(pool, SCHEMA, runId);
  return {
    ...summaryOf(record),
    columns: record.columns ?? null,
    problems,
    problemsBeyond: beyond,
    progress: run?.progress ?? null,
  };
}
