import { AuditRooted } from './audit-events';
import { CertificateExpiring } from './credential-events';
import { EXAMPLE } from './example-ids';
import { message } from './message-definition';
import { SynchronisationFinished, SynchronisationStarted } from './synchronisation-events';

const { runId } = EXAMPLE;
const RUN = 'id of the run';

/** What is told of the work with registers, of the audit and of certificates. */
export const WORK_EVENT_MESSAGES = [
  message({
    type: 'synchronisation.started.v1',
    kind: 'event',
    description: 'A run against a register has begun.',
    subject: RUN,
    data: SynchronisationStarted,
    fields: { register: 'cpr, cvr, sor, bfe', job: "which of the register's jobs" },
    example: { subject: runId, data: { register: 'cpr', job: 'import-deliveries' } },
  }),
  message({
    type: 'synchronisation.finished.v1',
    kind: 'event',
    description: 'A run against a register has ended, well or not. Changes are told by the events of the contacts.',
    subject: RUN,
    data: SynchronisationFinished,
    fields: {
      register: 'cpr, cvr, sor, bfe',
      job: "which of the register's jobs",
      outcome: '`succeeded`, `failed` or `stopped`',
      counts: 'whole numbers by name, as `created`, `changed`, `unchanged`, `held`',
    },
    example: {
      subject: runId,
      data: {
        register: 'cpr',
        job: 'import-deliveries',
        outcome: 'succeeded',
        counts: { created: 2, changed: 31, held: 0 },
      },
    },
  }),
  message({
    type: 'audit.rooted.v1',
    kind: 'event',
    description:
      'The audit chain up to the end of a day has this root. Who keeps it elsewhere can prove later that nothing before it was altered (REG-7).',
    subject: 'the day',
    data: AuditRooted,
    fields: {
      day: 'day, YYYY-MM-DD',
      position: 'place of the last link in the chain',
      hash: 'that link: 64 hexadecimal digits',
    },
    example: {
      subject: '2026-03-01',
      data: {
        day: '2026-03-01',
        position: 184_201,
        hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
    },
  }),
  message({
    type: 'certificate.expiring.v1',
    kind: 'event',
    description:
      'A certificate or a client secret of an authentication profile ends soon, or has ended. Told 60, 30, 14, 7 and 1 days before its end, and when it has ended (AUTH-3).',
    subject: 'id of the profile',
    data: CertificateExpiring,
    fields: {
      profileId: 'id of the profile',
      credential: '`certificate` or `client-secret`',
      daysLeft: 'whole days until its end; below zero when it has ended',
      expires: 'its last day, YYYY-MM-DD',
    },
    example: {
      subject: runId,
      data: { profileId: runId, credential: 'certificate', daysLeft: 30, expires: '2026-12-22' },
    },
  }),
] as const;
