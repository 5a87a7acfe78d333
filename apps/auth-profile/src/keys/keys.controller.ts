import { Access, Caller, type Principal, Problem, Runs } from '@contact-sync/service';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { countByKey } from './envelope-store';
import { KeyRing } from './key-ring';
import { KeyRotation } from './key-rotation';

class KeyAnswer {
  @ApiProperty() readonly id!: string;
  @ApiProperty({ description: 'Profiles whose secrets it holds closed; one with none may be dropped' })
  readonly profiles!: number;
}

export class KeysAnswer {
  @ApiProperty({ description: 'Id of the key that holds closed what is written from now on' })
  readonly current!: string;
  @ApiProperty({ type: [KeyAnswer] }) readonly keys!: readonly KeyAnswer[];
}

export class RotationBegun {
  @ApiProperty({ format: 'uuid', description: 'The run, below `/auth-profile/runs`' }) readonly runId!: string;
}

/** The keys that wrap the keys of profiles: their ids, never themselves (AUTH-2). */
@ApiTags('keys')
@Access('CONFIGADM', 'CERTADM', 'SECRETADM')
@Controller('auth-profile')
export class KeysController {
  constructor(
    @Inject(Pool) private readonly pool: Pool,
    @Inject(KeyRing) private readonly ring: KeyRing,
    @Inject(KeyRotation) private readonly rotation: KeyRotation,
    @Inject(Runs) private readonly runs: Runs,
  ) {}

  @Get('keys')
  @ApiOperation({ summary: 'Which keys there are, and how many profiles need each of them' })
  @ApiOkResponse({ type: KeysAnswer })
  async keys(): Promise<KeysAnswer> {
    const profiles = await countByKey(this.pool);
    return {
      current: this.ring.current,
      keys: this.ring.ids.map((id) => ({ id, profiles: profiles.get(id) ?? 0 })),
    };
  }

  @Post('key-rotations')
  @HttpCode(202)
  @ApiOperation({ summary: 'Wraps every data key with the current key, so that older ones may be dropped' })
  @ApiAcceptedResponse({ type: RotationBegun })
  @ApiConflictResponse({ description: 'Another one is under way.' })
  async rotate(@Caller() { id }: Principal): Promise<RotationBegun> {
    const begun = await this.runs.begin({ name: 'rotate-keys', requestedBy: id }, (run) => this.rotation.carryOut(run));
    if (!begun.began) throw new Problem(409, 'The keys are being rotated already', { code: 'already-running' });
    // Its end is in the record of the run.
    begun.ended.catch(() => undefined);
    return { runId: begun.id };
  }
}
