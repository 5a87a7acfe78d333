import { observeProperty, type PropertyFacts } from '@contact-sync/contacts-bfe';
import { readBfeNumber } from '@contact-sync/contacts-model';
import { createHash } from 'node:crypto';
import type { PropertyReading, ReadContext } from './bfe-register';

/** What a reading is made with. */
export interface ReadingMeans {
  readonly context: ReadContext;
  /** The day it is in Denmark. */
  readonly day: string;
  readonly source: string;
}

/** Why a number is not asked for; one that cannot be one would make the whole list wrong. */
export function unaskable(number: string): PropertyReading | undefined {
  if (readBfeNumber(number) === number) return undefined;
  return {
    outcome: 'unusable',
    code: 'no-such-number',
    reason: 'A BFE number has one to ten digits and does not begin with zero',
  };
}

/** What the rows of one property come to. `more`: remarks on how they were read. */
export function readingOf(
  facts: PropertyFacts,
  { context, day, source }: ReadingMeans,
  more: { readonly remarks?: readonly string[]; readonly municipalityName?: string } = {},
): PropertyReading {
  const { calledAt, contactType, companyType } = context;
  const observed = observeProperty(facts, { calledAt, day, source, contactType, companyType, hash: sha256 });
  if (observed === undefined) return { outcome: 'not-found' };
  const { remarks, ...seen } = observed;
  const { municipalityName } = more;
  return {
    outcome: 'found',
    ...seen,
    ...(municipalityName !== undefined && { municipalityName }),
    remarks: [...remarks, ...(more.remarks ?? [])],
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
