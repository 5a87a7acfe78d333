import { every, type ScheduleDefinition } from '@contact-sync/service';
import type { AuditChain } from './audit/audit-chain';
import { auditJobs } from './audit/audit-jobs';
import { type PurgeOptions, purgeQueue } from './queue/purge-queue';

export interface DeskJobs extends PurgeOptions {
  readonly chain: AuditChain;
}

/** Every scheduled job of contact-desk. */
export function deskSchedules({ chain, ...purging }: DeskJobs): readonly ScheduleDefinition[] {
  return [
    {
      name: 'purge-queue',
      text: {
        da: 'Fjern færdige meddelelser, når deres tid er gået',
        en: 'Remove finished messages when their time is over',
      },
      rule: every(60),
      runMissed: true,
      quiet: true,
      work: (run) => purgeQueue(purging, run),
    },
    ...auditJobs(chain),
  ];
}
