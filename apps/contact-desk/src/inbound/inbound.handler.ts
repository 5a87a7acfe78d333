import { tellCases, tellExternalContacts, type TellOutcome, tellParties } from '@contact-sync/contact-register';
import type {
  AboutCase,
  AboutParty,
  ExternalContactChanged,
  ExternalContactCreated,
  ExternalContactEnded,
  RefreshWanted,
} from '@contact-sync/contracts';
import { inTransaction, type Tx } from '@contact-sync/database';
import {
  allDone,
  type Delivery,
  HandleEvents,
  HandlingContext,
  notYetApplied,
  setAside,
  settle,
} from '@contact-sync/messaging';
import { Controller, Inject, Logger } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Pool } from 'pg';
import { NOW } from '../now';
import { wantAndAsk } from '../refresh/want-refresh';
import { caseStatement, changedStatement, createdStatement, endedStatement, partyStatement, wish } from './statements';
import { problemOf } from './unapplied';
import { wakeWaiting } from './wake-waiting';

type Tell<Data extends object> = (tx: Tx, deliveries: readonly Delivery<Data>[]) => Promise<TellOutcome[]>;

/**
 * What other systems tell us (MSG-3), from the queue or posted over HTTP: up to 500 of a kind in one transaction with
 * the inbox. What cannot be applied yet waits, what never can is parked, and neither stops the others.
 */
@Controller()
export class InboundHandler {
  private readonly log = new Logger('events in');

  constructor(
    private readonly pool: Pool,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @HandleEvents('case.opened.v1')
  caseOpened(@Payload() deliveries: readonly Delivery<AboutCase>[], @Ctx() context: HandlingContext): Promise<void> {
    return this.cases(deliveries, context, 'open');
  }

  @HandleEvents('case.reopened.v1')
  caseReopened(@Payload() deliveries: readonly Delivery<AboutCase>[], @Ctx() context: HandlingContext): Promise<void> {
    return this.cases(deliveries, context, 'open');
  }

  @HandleEvents('case.closed.v1')
  caseClosed(@Payload() deliveries: readonly Delivery<AboutCase>[], @Ctx() context: HandlingContext): Promise<void> {
    return this.cases(deliveries, context, 'closed');
  }

  @HandleEvents('party.added.v1')
  partyAdded(@Payload() deliveries: readonly Delivery<AboutParty>[], @Ctx() context: HandlingContext): Promise<void> {
    return this.parties(deliveries, context, true);
  }

  @HandleEvents('party.removed.v1')
  partyRemoved(@Payload() deliveries: readonly Delivery<AboutParty>[], @Ctx() context: HandlingContext): Promise<void> {
    return this.parties(deliveries, context, false);
  }

  @HandleEvents('external-contact.created.v1')
  externalContactCreated(
    @Payload() deliveries: readonly Delivery<ExternalContactCreated>[],
    @Ctx() context: HandlingContext,
  ): Promise<void> {
    return this.apply(deliveries, context, async (tx, fresh) => {
      const outcomes = await tellExternalContacts(tx, fresh.map(createdStatement), this.now());
      const registered = fresh.filter((_, at) => outcomes[at]?.outcome === 'applied');
      await wakeWaiting(
        tx,
        context.queue,
        registered.map(({ source, subject }) => ({ source, externalId: subject })),
      );
      return outcomes;
    });
  }

  @HandleEvents('external-contact.changed.v1')
  externalContactChanged(
    @Payload() deliveries: readonly Delivery<ExternalContactChanged>[],
    @Ctx() context: HandlingContext,
  ): Promise<void> {
    return this.apply(deliveries, context, (tx, fresh) =>
      tellExternalContacts(tx, fresh.map(changedStatement), this.now()),
    );
  }

  @HandleEvents('external-contact.ended.v1')
  externalContactEnded(
    @Payload() deliveries: readonly Delivery<ExternalContactEnded>[],
    @Ctx() context: HandlingContext,
  ): Promise<void> {
    return this.apply(deliveries, context, (tx, fresh) =>
      tellExternalContacts(tx, fresh.map(endedStatement), this.now()),
    );
  }

  @HandleEvents('refresh.wanted.v1')
  refreshWanted(
    @Payload() deliveries: readonly Delivery<RefreshWanted>[],
    @Ctx() context: HandlingContext,
  ): Promise<void> {
    return this.apply(deliveries, context, (tx, fresh) => wantAndAsk(tx, fresh.map(wish)));
  }

  private cases(
    deliveries: readonly Delivery<AboutCase>[],
    context: HandlingContext,
    state: 'open' | 'closed',
  ): Promise<void> {
    return this.apply(deliveries, context, (tx, fresh) =>
      tellCases(
        tx,
        fresh.map((delivery) => caseStatement(delivery, state)),
      ),
    );
  }

  private parties(
    deliveries: readonly Delivery<AboutParty>[],
    context: HandlingContext,
    party: boolean,
  ): Promise<void> {
    return this.apply(deliveries, context, (tx, fresh) =>
      tellParties(
        tx,
        fresh.map((delivery) => partyStatement(delivery, party)),
        this.now(),
      ),
    );
  }

  private async apply<Data extends object>(
    deliveries: readonly Delivery<Data>[],
    { queue }: HandlingContext,
    tell: Tell<Data>,
  ): Promise<void> {
    const parked = await inTransaction(this.pool, async (tx) => {
      const fresh = await notYetApplied(tx, queue, deliveries);
      const outcomes = fresh.length === 0 ? [] : await tell(tx, fresh);
      const unapplied = fresh.flatMap((delivery, at) => {
        const problem = problemOf(outcomes[at]);
        return problem === undefined ? [] : [{ delivery, ...problem }];
      });
      await setAside(tx, queue, unapplied);
      const aside = new Set<unknown>(unapplied.map(({ delivery }) => delivery));
      await settle(tx, allDone(deliveries.filter((delivery) => !aside.has(delivery))));
      return unapplied.filter(({ later }) => !later);
    });
    if (parked.length > 0) this.log.warn(`${parked.length} message(s) of type ${parked[0]?.delivery.type} parked`);
  }
}
