import type { SubjectLeases } from '@contact-sync/contact-register';
import { daily, Runs, type ScheduleDefinition, type ServiceMetrics } from '@contact-sync/service';
import type { Provider, Type } from '@nestjs/common';
import type { Pool } from 'pg';
import type { PersonUpdates } from '../asking/person-updates';
import type { ReadSettings } from '../asking/read-settings';
import type { Direkte } from '../direkte/direkte';
import type { InputFiles } from '../transfer/input-files';
import { BlocksController } from './blocks.controller';
import { purgeProofs } from './purge-proofs';
import { SendByFile } from './send-by-file';
import { SendSubscriptionHandler } from './send-subscription.handler';
import { SendSubscriptions } from './send-subscriptions';
import { SetSubscriptions } from './set-subscriptions';
import { SourceRecords } from './source-records';
import { subscriptionMetrics } from './subscription-metrics';
import { SubscriptionsController } from './subscriptions.controller';
import { SUBSCRIPTIONS_NOW } from './subscriptions-now';

/** What subscriptions stand on. */
export interface SubscriptionPartsOptions {
  readonly pool: Pool;
  readonly sources: SourceRecords;
  /** Persons by the road that can subscribe. */
  readonly persons: Pick<PersonUpdates, 'update'>;
  readonly direkte: Pick<Direkte, 'deleteSubscription'>;
  readonly leases: SubjectLeases;
  readonly inputFiles: Pick<InputFiles, 'order'>;
  readonly readSettings: ReadSettings;
  readonly runs: Runs;
  readonly metrics: ServiceMetrics;
  readonly now: () => Date;
}

export interface SubscriptionParts {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
  readonly schedules: readonly ScheduleDefinition[];
}

/** Subscriptions at CPR: what is wanted, how CPR is told, and the proof (CPR-8). Needs `Pool` and `READ_SETTINGS` beside it. */
export function subscriptionParts(options: SubscriptionPartsOptions): SubscriptionParts {
  const { pool, sources: records, runs, readSettings, metrics, now } = options;
  const setting = new SetSubscriptions({ pool, records, readSettings, now });
  const byFile = new SendByFile({ ...options, records });
  subscriptionMetrics(metrics, { pool, records, readSettings, now });
  return {
    controllers: [SubscriptionsController, BlocksController, SendSubscriptionHandler],
    providers: [
      { provide: SourceRecords, useValue: records },
      { provide: SendSubscriptions, useValue: new SendSubscriptions({ ...options, records }) },
      { provide: Runs, useValue: runs },
      { provide: SUBSCRIPTIONS_NOW, useValue: now },
    ],
    schedules: [
      {
        name: 'set-subscriptions',
        text: {
          da: 'Bestem, hvem der skal have abonnement hos CPR, og hvem der ikke længere må',
          en: 'Decide who is to be subscribed at CPR, and who must not be any longer',
        },
        rule: daily('02:00'),
        // Nobody is to stay subscribed without need because a night was missed.
        runMissed: true,
        work: (run) => setting.carryOut(run),
      },
      {
        name: 'send-subscriptions',
        text: {
          da: 'Send abonnementer til CPR med inputfil, når de ikke sendes online',
          en: 'Send subscriptions to CPR by input file, where they are not sent online',
        },
        // CPR takes what is there by 11:45 into the run of the day.
        rule: { ...daily('11:00'), days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
        runMissed: false,
        quiet: true,
        work: (run) => byFile.carryOut(run),
      },
      {
        name: 'purge-subscription-proofs',
        text: {
          da: 'Slet dokumentation for abonnementer, der er slettet for længe siden',
          en: 'Remove the proof of subscriptions that ended long ago',
        },
        rule: daily('03:30'),
        runMissed: true,
        quiet: true,
        work: async (run) => {
          const { proofYears } = await readSettings();
          run.count('removed', await purgeProofs(pool, { years: proofYears, now: now() }));
        },
      },
    ],
  };
}
