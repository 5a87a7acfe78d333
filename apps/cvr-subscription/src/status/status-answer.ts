import type { CvrProvider } from '@contact-sync/registers-cvr';
import type { RunProgress } from '@contact-sync/service';
import { ApiProperty } from '@nestjs/swagger';
import { CVR_PROVIDERS } from '../register/providers';
import { SHOWN_STATES, type ShownState } from '../subscriptions/subscription';
import type { Status } from './read-status';

const COUNTS = { type: 'object', additionalProperties: { type: 'integer' } } as const;

class ProgressAnswer implements RunProgress {
  @ApiProperty() readonly done!: number;
  @ApiProperty({ type: Number, nullable: true }) readonly total!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Per second since the start' })
  readonly rate!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Milliseconds, where the total is known' })
  readonly remainingMs!: number | null;
}

class AligningAnswer {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty({ type: ProgressAnswer }) readonly progress!: ProgressAnswer;
}

class EventsAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'How far events were read, in the words of the provider' })
  readonly mark!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When they were last read to their end',
  })
  readonly lastSynchronisation!: Date | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Seconds since then' }) readonly lagSeconds!: number | null;
  @ApiProperty({ description: 'Number of the last reading that made tasks' }) readonly activeTasksToken!: string;
  @ApiProperty({ description: 'The last reading did not come to its end, or one was asked for' })
  readonly readingWanted!: boolean;
}

class LaneAnswer {
  @ApiProperty({ format: 'date-time' }) readonly pausedAt!: Date;
  @ApiProperty({ format: 'date-time' }) readonly nextProbe!: Date;
  @ApiProperty() readonly probes!: number;
  @ApiProperty({ example: 'http-503' }) readonly code!: string;
  @ApiProperty() readonly text!: string;
}

/** How companies are kept up to date at this moment. */
export class StatusAnswer implements Status {
  @ApiProperty() readonly cvrIntegration!: boolean;
  @ApiProperty() readonly cvrUpdate!: boolean;
  @ApiProperty() readonly paused!: boolean;
  @ApiProperty({ enum: CVR_PROVIDERS }) readonly provider!: CvrProvider;
  @ApiProperty({
    enum: CVR_PROVIDERS,
    nullable: true,
    description: 'Where the subscriptions are; another than `provider` while they are cancelled there',
  })
  readonly subscribedAt!: CvrProvider | null;
  @ApiProperty({
    type: 'object',
    properties: Object.fromEntries(SHOWN_STATES.map((state) => [state, { type: 'integer' }])),
    required: [...SHOWN_STATES],
    description: 'Contacts by the state of their subscription',
  })
  readonly subscriptions!: Readonly<Record<ShownState, number>>;
  @ApiProperty({ description: 'They are as the settings say, but for those that are tried again later' })
  readonly aligned!: boolean;
  @ApiProperty({
    type: AligningAnswer,
    nullable: true,
    description: 'The run that makes and cancels subscriptions, with its progress, while it goes on',
  })
  readonly run!: AligningAnswer | null;
  @ApiProperty({ type: EventsAnswer }) readonly events!: EventsAnswer;
  @ApiProperty({
    ...COUNTS,
    description: 'Tasks of cvr-update that are not finished, by state; planned: for a later day',
  })
  readonly tasks!: Readonly<Record<string, number>>;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly oldestTask!: Date | null;
  @ApiProperty({ description: 'Contacts whose last update failed' }) readonly failures!: number;
  @ApiProperty({ type: LaneAnswer, nullable: true, description: 'CVR is away, and is tried again then' })
  readonly lane!: LaneAnswer | null;
}
