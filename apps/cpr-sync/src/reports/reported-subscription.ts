import { findPartiesOnOpenCases, readRegisteredPersons } from '@contact-sync/contact-register';
import type { Tx } from '@contact-sync/database';
import type { CprSettings } from '../settings';
import { readProofs, type ProofRow } from '../subscriptions/find-subscriptions';
import { readRecords } from '../subscriptions/source-record-store';
import type { ReportedStep, ReportedSubscription } from './citizen-report';
import { subscribedUntil } from './subscribed-until';

/**
 * Whether CPR tells us of changes of a person, why, and until when as things stand. The contact comes first, then those
 * whose place it took: under their numbers CPR may have it subscribed, too.
 */
export async function reportedSubscription(
  tx: Tx,
  contactIds: readonly [string, ...string[]],
  withStaff: boolean,
  { delayDays, delayFrom }: Pick<CprSettings, 'delayDays' | 'delayFrom'>,
): Promise<ReportedSubscription> {
  const [contactId] = contactIds;
  const records = await readRecords(tx, contactIds);
  const record = records.get(contactId);
  const inForce = [...records.values()].filter(({ srcSubscribed }) => srcSubscribed === 'Y');
  const heardAt = (await readRegisteredPersons(tx, [contactId])).get(contactId)?.heardAt;
  const onOpenCase = (await findPartiesOnOpenCases(tx, [contactId])).has(contactId);
  const countedFrom = delayFrom === 'subscribed' ? (record?.subscribedAt ?? heardAt) : heardAt;
  const [since] = inForce.flatMap(({ subscribedAt }) => subscribedAt ?? []).sort((a, b) => a.getTime() - b.getTime());
  const until = subscribedUntil({
    srcSubscribed: inForce.length > 0 ? 'Y' : 'N',
    ...(record?.subscribed != null && { subscribed: record.subscribed }),
    onOpenCase,
    ...(countedFrom !== undefined && { countedFrom }),
    delayDays,
  });
  const proofs = await readProofs(tx, contactIds);
  return {
    subscribed: inForce.length > 0,
    ...(since !== undefined && { since }),
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
