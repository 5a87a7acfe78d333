import { daily, every, type ScheduleDefinition } from '@contact-sync/service';
import { type AuditChain, SEAL_AUDIT, VERIFY_AUDIT } from './audit-chain';

/** What is done about the record of who saw whom by itself. */
export function auditJobs(chain: AuditChain): readonly ScheduleDefinition[] {
  return [
    {
      name: SEAL_AUDIT,
      text: {
        da: 'Forsegl loggen over opslag, og tag dagens rod når dagen er omme',
        en: 'Seal the record of who saw whom, and take the root of a day that is over',
      },
      rule: every(1),
      runMissed: true,
      quiet: true,
      work: (run) => chain.seal(run),
    },
    {
      name: VERIFY_AUDIT,
      text: {
        da: 'Efterprøv hele loggen over opslag mod dens segl',
        en: 'Compare the whole record of who saw whom with its seals',
      },
      rule: daily('03:30'),
      runMissed: true,
      work: (run) => chain.verify(run),
    },
  ];
}
