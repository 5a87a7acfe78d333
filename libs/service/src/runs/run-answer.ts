import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { RunProblem, RunProgress, RunRecord, RunState } from './run-record';

const STATES: readonly RunState[] = ['running', 'finished', 'failed', 'stopped', 'interrupted', 'missed'];

class RunProblemAnswer implements RunProblem {
  @ApiProperty() readonly code!: string;
  @ApiProperty({ description: 'For people; no personal data' }) readonly text!: string;
  @ApiPropertyOptional({ description: 'What it is about: an id of ours, a file, a line' }) readonly subject?: string;
}

class RunProgressAnswer implements RunProgress {
  @ApiProperty() readonly done!: number;
  @ApiProperty({ type: Number, nullable: true }) readonly total!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'per second since the start' })
  readonly rate!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'milliseconds, where the total is known' })
  readonly remainingMs!: number | null;
}

/** A run as the API shows it. */
export class RunAnswer implements RunRecord {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ description: 'Which job' }) readonly name!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Slot of the schedule' })
  readonly dueAt!: string | null;
  @ApiProperty({ enum: STATES }) readonly state!: RunState;
  @ApiProperty({ description: '`schedule`, or the id of who asked' }) readonly requestedBy!: string;
  @ApiProperty({ format: 'date-time' }) readonly startedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly finishedAt!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  readonly counts!: Readonly<Record<string, number>>;
  @ApiProperty({ type: [RunProblemAnswer], description: 'The first hundred' })
  readonly problems!: readonly RunProblem[];
  @ApiProperty({ description: 'How many there were in all' }) readonly problemCount!: number;
  @ApiProperty({ type: RunProgressAnswer }) readonly progress!: RunProgress;
}

export class RunList {
  @ApiProperty({ type: [RunAnswer] }) readonly runs!: readonly RunRecord[];
}
