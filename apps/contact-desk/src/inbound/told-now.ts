import type { TellOutcome } from '@contact-sync/contact-register';
import {
  type ContactName,
  type DataOf,
  type InboundType,
  MAX_ATTRIBUTE,
  type Message,
  TYPE_PREFIX,
} from '@contact-sync/contracts';
import { inTransaction, isStoreBusy, type Tx } from '@contact-sync/database';
import { Problem } from '@contact-sync/service';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsISO8601, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { readEvent } from './read-events';
import { isPersonByCode } from './swap-persons';
import { faultText, UNKNOWN_CONTACT } from './unapplied';

const MAX_SEQUENCE = 999_999_999_999_999;
const MAX_PURPOSE = 300;

/** Who says something of another system, and where it stands among all that this system says. */
export class SaidBy {
  @ApiProperty({ description: 'The system that says it, as in its events', example: '/esdh', maxLength: MAX_ATTRIBUTE })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_ATTRIBUTE)
  readonly source!: string;

  @ApiPropertyOptional({ description: 'When it happened there; else now', example: '2026-03-02T05:31:07Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly time?: string;

  @ApiPropertyOptional({
    description: 'Order within the source, as in its events: one without comes before all that have one',
    minimum: 0,
    maximum: MAX_SEQUENCE,
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SEQUENCE)
  readonly sequence?: number;
}

/** A statement that may name a person by number. */
export class SaidOfContact extends SaidBy {
  @Purpose()
  readonly purpose?: string;
}

/** Why a person is named by number. */
export function Purpose(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      description: 'Why a person is named by number (nameType C); needed then, and recorded',
      example: 'case 2026-17',
    }),
    IsOptional(),
    IsString(),
    IsNotEmpty(),
    MaxLength(MAX_PURPOSE),
  );
}

/** The purpose of naming a contact; throws `Problem` 400 where a person is named by number without one (REG-7). */
export function purposeOfNaming(name: Pick<ContactName, 'nameType' | 'nameCode'>, purpose = ''): string {
  if (isPersonByCode(name) && purpose.trim() === '') {
    throw new Problem(400, 'Say in purpose why you name a person by number', { code: 'purpose-missing' });
  }
  return purpose.trim();
}

/** What was said, as the message that would say the same; throws `Problem` 400 where such a message would be parked. */
export function messageOf<Type extends InboundType>(
  type: Type,
  subject: string,
  { source, time, sequence }: SaidBy,
  data: DataOf<Type>,
  now: Date,
): Message<DataOf<Type>> {
  const at = (time === undefined ? now : new Date(time)).toISOString();
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    type: `${TYPE_PREFIX}${type}`,
    source,
    subject,
    time: at,
    data,
    ...(sequence !== undefined && { sequence: String(sequence) }),
  };
  const read = readEvent(Buffer.from(JSON.stringify(event)));
  if ('message' in read) return read.message as Message<DataOf<Type>>;
  const { code, text } = read.problem;
  throw new Problem(400, `The request does not fit its description: ${text}`, { code });
}

const ROUNDS = 5;

/** Tells the register in one transaction, and again when the store was busy. */
export async function tellNow<T>(pool: Pool, tell: (tx: Tx) => Promise<T>): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await inTransaction(pool, tell);
    } catch (error) {
      if (!isStoreBusy(error) || round === ROUNDS) throw error;
    }
  }
}

/** What became of a statement, for its sender; throws `Problem` where it was not stored. */
export function assertStored(outcome: TellOutcome | undefined): TellOutcome {
  switch (outcome?.outcome) {
    case undefined:
    case 'unknown-contact':
      throw new Problem(422, 'There is no such contact', { code: UNKNOWN_CONTACT });
    case 'ended':
      throw new Problem(409, 'The contact has an end date: it becomes no party of a case any more', {
        code: 'contact-ended',
      });
    case 'refused':
      throw new Problem(422, `The contact cannot be made or changed like this: ${faultText(outcome)}`, {
        code: 'refused',
      });
    case 'applied':
    case 'stale':
    case 'flagged':
    case 'awaiting-external-id':
      return outcome;
  }
}
