import { createHash } from 'node:crypto';
import {
  dayOfInstant,
  observeCeasedUnit,
  observeCompany,
  observeProductionUnit,
  type Observed,
  type ObserveOptions,
} from '@contact-sync/contacts-kmd-logic';
import { CallFailed } from '@contact-sync/outbound';
import type { LogicClient, UnitAnswer } from '@contact-sync/registers-kmd-logic';
import type { CvrUnit, ReadContext, UnitReading } from '../cvr-register';

/** What became of a unit's answer. `id`: what Logic calls it, where it says so. */
interface Said {
  readonly answer: UnitAnswer<{ readonly id?: string }>;
  readonly observed?: Observed;
}

/** Reads one unit. A production unit of which an event said that it ceased may be answered for no more. */
export async function readUnit(client: LogicClient, unit: CvrUnit, context: ReadContext): Promise<UnitReading> {
  const options = observeOptions(unit, context);
  const { answer, observed } = await ask(client, unit, options, context.signal);
  switch (answer.outcome) {
    case 'found':
      return reading(unit, answer.unit.id, observed);
    case 'not-found': {
      const ceased = unit.kind === 'production-unit' ? observeCeasedUnit(unit.number, options) : undefined;
      return ceased === undefined ? { outcome: 'not-found' } : reading(unit, undefined, ceased);
    }
    case 'misshapen':
      return {
        outcome: 'unusable',
        code: 'misshapen',
        reason: `the answer departs from the contract at ${answer.field}`,
      };
    case 'not-taken':
      return { outcome: 'unusable', code: 'http-400', reason: 'KMD Logic answers for others and refuses this number' };
  }
}

async function ask(
  client: LogicClient,
  { kind, number }: CvrUnit,
  options: ObserveOptions,
  signal?: AbortSignal,
): Promise<Said> {
  if (kind === 'company') {
    const answer = await client.company(number, signal);
    return answer.outcome === 'found' ? { answer, observed: observeCompany(number, answer.unit, options) } : { answer };
  }
  const answer = await client.productionUnit(number, signal);
  return answer.outcome === 'found'
    ? { answer, observed: observeProductionUnit(number, answer.unit, options) }
    : { answer };
}

function reading(unit: CvrUnit, id: string | undefined, observed: Observed | undefined): UnitReading {
  if (observed === undefined || 'unusable' in observed) {
    const code = observed?.unusable ?? 'no-answer';
    return { outcome: 'unusable', code, reason: REASONS[code] ?? 'the answer cannot be used' };
  }
  const { observation, nextChange, remarks } = observed;
  return {
    outcome: 'found',
    // Logic's test data may have no id; companies are then known there by their number.
    objectId: id ?? unit.objectId ?? unit.number,
    observation,
    ...(nextChange !== undefined && { nextChange }),
    remarks,
  };
}

const REASONS: Readonly<Record<string, string>> = {
  'no-name': 'the answer has no name, and a contact is not blanked',
  'other-number': 'the answer is about another number than was asked for',
};

function observeOptions({ ceased }: CvrUnit, context: ReadContext): ObserveOptions {
  const { calledAt, companyType, unitType, lifetime } = context;
  const day = dayOfInstant(calledAt);
  if (day === undefined) throw new CallFailed('wrong', 'called-at', { said: 'the time of the call is no time' });
  return {
    calledAt,
    day,
    companyType,
    unitType,
    lifetime,
    ...(ceased !== undefined && { ceased }),
    hash: (text) => createHash('sha256').update(text).digest('base64url'),
  };
}
