import type { CaseView } from '@contact-sync/contact-register';
import { event } from './events-in';

/** What several systems say of their cases, and what that must come to: a model that shares nothing with the register. */
export interface CaseWorld {
  /** Routing key and body of every event, in the order of what happened. */
  readonly messages: readonly { readonly key: string; readonly body: string }[];
  /** Every case as it must stand in the end. */
  readonly cases: readonly CaseView[];
}

const SOURCES = ['/esdh', '/fag/1', '/fag/2'];
const TYPES = ['case.opened', 'case.closed', 'case.reopened', 'party.added', 'party.added', 'party.removed'] as const;
const EVENTS_PER_CASE = 20;

/** Numbers from 0 up to 1 that are the same each time. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/**
 * So many events about cases and parties. Case ids of different systems are alike. Contacts are named by our id, or by an
 * external id that the system registers at some time: perhaps after it has spoken of it.
 */
export function caseWorld(events: number, contactIds: readonly string[], random: () => number): CaseWorld {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const caseIds = Array.from({ length: events / EVENTS_PER_CASE / SOURCES.length }, (_, at) => `sag-${at}`);
  const cases = new Map<string, { state?: 'open' | 'closed'; parties: Set<string> }>();
  const messages: { key: string; body: string }[] = [];
  const say = (type: string, source: string, subject: string, data: object): void => {
    const sequence = String(messages.length);
    messages.push({
      key: `${type}.v1`,
      body: JSON.stringify(event(`${type}.v1`, subject, data, { source, sequence })),
    });
  };
  const registered = contactIds.slice(0, contactIds.length / 2);
  const registrations = SOURCES.flatMap((source) => registered.map((contactId) => ({ source, contactId })));
  while (messages.length < events) {
    const registration = random() < 0.1 ? registrations.pop() : undefined;
    if (registration !== undefined) {
      const { source, contactId } = registration;
      say('external-contact.created', source, `K-${contactId}`, { nameType: 'C', contactId });
      continue;
    }
    const [source, caseId, type] = [pick(SOURCES), pick(caseIds), pick(TYPES)];
    const known = cases.get(`${source} ${caseId}`) ?? { parties: new Set() };
    cases.set(`${source} ${caseId}`, known);
    const contactId = pick(contactIds);
    const isExternal = registered.includes(contactId) && random() < 0.5;
    const contact = isExternal ? { externalId: `K-${contactId}` } : { contactId };
    say(type, source, caseId, type.startsWith('party') ? { contact } : {});
    if (type === 'party.added') known.parties.add(contactId);
    else if (type === 'party.removed') known.parties.delete(contactId);
    else known.state = type === 'case.closed' ? 'closed' : 'open';
  }
  for (const { source, contactId } of registrations) {
    say('external-contact.created', source, `K-${contactId}`, { nameType: 'C', contactId });
  }
  return {
    messages,
    cases: [...cases].map(([key, { state, parties }]) => {
      const [source = '', caseId = ''] = key.split(' ');
      const sorted = [...parties].sort((a, b) => Number(a) - Number(b));
      return { source, caseId, ...(state !== undefined && { state }), parties: sorted, awaiting: [] };
    }),
  };
}

/** Each twice, in any order. */
export function shuffledAndDoubled<T>(all: readonly T[], random: () => number): T[] {
  return [...all, ...all]
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
