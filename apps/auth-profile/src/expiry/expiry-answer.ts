import type { ProfileKind } from '@contact-sync/credentials';
import { PROFILE_KINDS } from '@contact-sync/credentials';
import type { SettingText } from '@contact-sync/service';
import { ApiProperty } from '@nestjs/swagger';
import type { Ending } from '../profiles/profile';
import { daysUntil, thresholdReached } from './decide-warning';
import type { Expiring } from './expiring';

export const EXPIRY_LEVELS = ['fine', 'soon', 'now', 'ended'] as const;

/** `soon`: warnings have begun; `now`: a week or less. */
export type ExpiryLevel = (typeof EXPIRY_LEVELS)[number];

export class TextAnswer implements SettingText {
  @ApiProperty() readonly da!: string;
  @ApiProperty() readonly en!: string;
}

/** When a certificate or secret ends, and what is to be told of it now. */
export class EndingAnswer {
  @ApiProperty({ enum: ['certificate', 'client-secret'] }) readonly credential!: Ending['credential'];
  @ApiProperty({ format: 'date', description: 'Its last day' }) readonly expires!: string;
  @ApiProperty({ description: 'Whole days until its end; below zero when it has ended' }) readonly daysLeft!: number;
  @ApiProperty({ enum: EXPIRY_LEVELS }) readonly level!: ExpiryLevel;
  @ApiProperty({ type: TextAnswer, description: 'For people' }) readonly text!: TextAnswer;
}

export class ExpiringAnswer extends EndingAnswer {
  @ApiProperty({ format: 'uuid' }) readonly profileId!: string;
  @ApiProperty({ description: 'Profile ID' }) readonly profileName!: string;
  @ApiProperty({ enum: PROFILE_KINDS }) readonly kind!: ProfileKind;
}

export class ExpiryOverview {
  @ApiProperty({ type: [ExpiringAnswer], description: 'The next first' }) readonly expiring!: readonly ExpiringAnswer[];
}

/** An ending as it stands now. */
export function endingAnswer({ credential, endsAt }: Pick<Ending, 'credential' | 'endsAt'>, now: Date): EndingAnswer {
  const daysLeft = daysUntil(endsAt, now);
  const expires = endsAt.toISOString().slice(0, 10);
  return { credential, expires, daysLeft, level: levelOf(daysLeft), text: textOf(credential, daysLeft, expires) };
}

/** An ending of the overview. */
export function expiringAnswer(expiring: Expiring, now: Date): ExpiringAnswer {
  const { profileId, profileName, kind } = expiring;
  return { profileId, profileName, kind, ...endingAnswer(expiring, now) };
}

function levelOf(daysLeft: number): ExpiryLevel {
  const reached = thresholdReached(daysLeft);
  if (reached === undefined) return 'fine';
  if (daysLeft < 0) return 'ended';
  return reached <= 7 ? 'now' : 'soon';
}

const WHAT = {
  certificate: { da: 'Certifikatet', en: 'The certificate' },
  'client-secret': { da: 'Hemmeligheden', en: 'The secret' },
} as const;

function textOf(credential: Ending['credential'], daysLeft: number, expires: string): TextAnswer {
  const { da, en } = WHAT[credential];
  if (daysLeft < 0) return { da: `${da} er udløbet (${expires}).`, en: `${en} has expired (${expires}).` };
  if (daysLeft === 0)
    return { da: `${da} udløber inden for et døgn (${expires}).`, en: `${en} expires within a day (${expires}).` };
  return {
    da: `${da} udløber om ${daysLeft} ${daysLeft === 1 ? 'dag' : 'dage'} (${expires}).`,
    en: `${en} expires in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} (${expires}).`,
  };
}
