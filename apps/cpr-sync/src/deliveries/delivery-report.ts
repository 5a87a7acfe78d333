import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { findRun, type RunProgress } from '@contact-sync/service';
import type { Pool } from 'pg';
import { SCHEMA } from '../schema';
import type { Delivery, DeliveryState, KeptProblems } from './delivery';
import { findDelivery, readProblems } from './delivery-store';
import type { Problem } from './problem';
import { asTheyStand } from './stranded';

export const DELIVERY_STATES = ['waiting', 'importing', 'imported', 'refused', 'failed', 'previewed', 'same'] as const;

/** A problem of an import: where and what, never about whom. */
export class ReportedProblem implements Problem {
  @ApiPropertyOptional({ description: 'Line of the file from 1; number of the record in the stream form' })
  readonly line?: number;
  @ApiPropertyOptional({ description: 'Record type, three digits' })
  readonly recordType?: string;
  @ApiPropertyOptional({ description: "Field, in the register's words" })
  readonly field?: string;
  @ApiProperty({ enum: ['notice', 'warning', 'error'] })
  readonly level!: Problem['level'];
  @ApiProperty()
  readonly message!: string;
}

/** One import of one file, as the API tells it. */
export class DeliverySummary {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly file!: string;
  @ApiProperty({ description: 'Bytes' }) readonly size!: number;
  @ApiProperty({ type: String, nullable: true }) readonly taskNumber!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date' }) readonly productionDate!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date' }) readonly previousDate!: string | null;
  @ApiProperty({ enum: ['change', 'status'], nullable: true }) readonly kind!: 'change' | 'status' | null;
  @ApiProperty({ enum: ['lines', 'stream'], nullable: true }) readonly form!: 'lines' | 'stream' | null;
  @ApiProperty({ enum: DELIVERY_STATES }) readonly state!: DeliveryState;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was refused or failed' })
  readonly refusal!: string | null;
  @ApiProperty({ enum: ['known', 'all'] }) readonly personsMode!: 'known' | 'all';
  @ApiProperty() readonly again!: boolean;
  @ApiProperty() readonly preview!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Records without 000 and 999' })
  readonly records!: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly persons!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Persons who are no contacts and were passed over' })
  readonly notOurs!: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly created!: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly changed!: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly unchanged!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Persons of whom something newer was known' })
  readonly stale!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Persons whose set could not be applied' })
  readonly held!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Events sent about contacts' })
  readonly events!: number | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly runId!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) readonly receivedAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly startedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly finishedAt!: string | null;
}

/** The summary with the problems, and how far the import is. */
export class DeliveryReport extends DeliverySummary {
  @ApiProperty({ type: [ReportedProblem], description: 'The first thousand; all are in the error file' })
  readonly problems!: readonly ReportedProblem[];
  @ApiProperty({ description: 'Problems that are only in the error file' }) readonly problemsBeyond!: number;
  @ApiProperty({
    nullable: true,
    type: 'object',
    description: 'Persons done and in all, persons a second, milliseconds left',
    additionalProperties: true,
  })
  readonly progress!: RunProgress | null;
}

export function summaryOf(delivery: Delivery): DeliverySummary {
  const { facts, counts, options } = delivery;
  return {
    id: delivery.id,
    file: delivery.file,
    size: delivery.size,
    taskNumber: facts?.taskNumber ?? null,
    productionDate: facts?.productionDate ?? null,
    previousDate: facts?.previousDate ?? null,
    kind: facts?.kind ?? null,
    form: facts?.form ?? null,
    state: delivery.state,
    refusal: delivery.refusal ?? null,
    personsMode: options.persons,
    again: options.again,
    preview: options.preview,
    records: facts?.records ?? null,
    persons: counts?.persons ?? null,
    notOurs: counts?.notOurs ?? null,
    created: counts?.created ?? null,
    changed: counts?.changed ?? null,
    unchanged: counts?.unchanged ?? null,
    stale: counts?.stale ?? null,
    held: counts?.held ?? null,
    events: counts?.events ?? null,
    runId: delivery.runId ?? null,
    receivedAt: delivery.receivedAt.toISOString(),
    startedAt: delivery.startedAt?.toISOString() ?? null,
    finishedAt: delivery.finishedAt?.toISOString() ?? null,
  };
}

/** Everything that is told of a delivery; undefined where there is none of that id. */
export async function reportOf(pool: Pool, id: string): Promise<DeliveryReport | undefined> {
  const found = await findDelivery(pool, id);
  if (found === undefined) return undefined;
  const [delivery = found] = await asTheyStand(pool, [found]);
  const { problems, beyond }: KeptProblems = await readProblems(pool, id);
  const isUnderWay = delivery.state === 'importing' && delivery.runId !== undefined;
  const run = isUnderWay && delivery.runId !== undefined ? await findRun(pool, SCHEMA, delivery.runId) : undefined;
  return { ...summaryOf(delivery), problems, problemsBeyond: beyond, progress: run?.progress ?? null };
}
