import { findPartiesOnOpenCases, readRegisteredPersons } from '@contact-sync/contact-register';
import type { Tx } from '@contact-sync/database';
import type { CprSettings } from '../settings';
import { readProofs, type ProofRow } from '../subscriptions/find-subscriptions';
import { readRecords } from '../subscriptions/source-record-store';
import type { ReportedStep, ReportedSubscription } from './citizen-report';
import { subscribedUntil } from './subscribed-until';

/** Whether CPR tells us of changes of a person, why, and until when as things stand. */
export async function reportedSubscription(
  tx: Tx,
  contactId: string,
  withStaff: boolean,
  { delayDays, delayFrom }: Pick<CprSettings, 'delayDays' | 'delayFrom'>,
): Promise<ReportedSubscription> {
  const record = (await readRecords(tx, [contactId])).get(contactId);
  const heardAt = (await readRegisteredPersons(tx, [contactId])).get(contactId)?.heardAt;
  const onOpenCase = (await findPartiesOnOpenCases(tx, [contactId])).has(contactId);
  const countedFrom = delayFrom === 'subscribed' ? (record?.subscribedAt ?? heardAt) : heardAt;
  const isSubscribed = record?.srcSubscribed === 'Y';
  const until = subscribedUntil({
    srcSubscribed: record?.srcSubscribed ?? 'N',
    ...(record?.subscribed != null && { subscribed: record.subscribed }),
    onOpenCase,
    ...(countedFrom !== undefined && { countedFrom }),
    delayDays,
  });
  const proofs = await readProofs(tx, contactId);
  return {
    subscribed: isSubscribed,
    ...(isSubscribed && record.subscribedAt !== null && { since: record.subscribedAt }),
    until,
    steps: proofs.map((proof) => reportedStep(proof, withStaff)).reverse(),
  };
}

function reportedStep(proof: ProofRow, withStaff: boolean): ReportedStep {
  const { at, what, reason, who, purpose, caseSource, caseId, road, result } = proof;
  return {
    at,
    what,
    reason,
    ...(purpose !== null && { purpose }),
    ...(caseSource !== null && { caseSource }),
    ...(caseId !== null && { caseId }),
    ...(road !== null && { road }),
    ...(result !== null && { result }),
    ...(withStaff && who !== null && { who }),
  };
}
