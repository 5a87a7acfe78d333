import type { Tx } from '@contact-sync/database';
import { flagWaitingParties } from '../cases/parties-after-end';
import type { Hand } from '../maintaining/hand';
import { claimGroups } from './external-edits';
import { saveExternalId } from './external-ids';
import type { ExternalIdRow } from './external-ids';
import { resolveContacts } from './resolve-contacts';
import { isLater } from './told';
import type { TellOutcome } from './told';
import { groupsOf, makeContact } from './type-facts';
import type { ExternalFacts } from './type-facts';

/** Another system made a contact, or tells us which of ours its contact is. */
export interface Registration extends ExternalFacts {
  readonly nameType: string;
  /** The contact has this code, or gets it. */
  readonly nameCode?: string;
  /** The contact is one we have. */
  readonly contactId?: string;
}

export type Registered =
  | { readonly refusal: TellOutcome }
  | {
      /** The statement is newer than what was known of the id. */
      readonly isNews: boolean;
      /** A contact was made of the statement's facts: they are in it. */
      readonly isMade: boolean;
      /** The end that the id had until now: it has begun anew. */
      readonly endedUntilNow?: string;
    };

/**
 * Registers an external id whose row is locked. The newest statement that names a contact counts; one that names none
 * only makes a contact where there is none yet. So the order of arrival does not matter.
 */
export async function registerExternalId(
  tx: Tx,
  row: ExternalIdRow,
  registration: Registration,
  place: string,
  hand: Hand,
): Promise<Registered> {
  const namesContact = registration.contactId !== undefined || registration.nameCode !== undefined;
  const isPointing = row.contactId === undefined || (namesContact && isLater(place, row.namedPlace));
  const isNewLife = isLater(place, row.lifePlace);
  const endedUntilNow = isNewLife ? row.endedOn : undefined;
  if (!isPointing && !isNewLife) return { isNews: false, isMade: false };
  let isMade = false;
  let isMoved = false;
  if (isPointing) {
    const target = await findOrMake(tx, registration, hand);
    if ('refusal' in target) return target;
    isMoved = (await liveId(tx, row.contactId)) !== (await liveId(tx, target.contactId));
    if (isMoved) {
      row.contactId = target.contactId;
      row.made = isMade = target.made;
    }
    if (namesContact) row.namedPlace = place;
    if (isMade) await claimGroups(tx, { ...row, contactId: target.contactId, place }, groupsOf(registration));
  }
  if (isNewLife) {
    row.lifePlace = place;
    delete row.endedOn;
  }
  await saveExternalId(tx, row);
  if (isMoved) await flagWaitingParties(tx, row, hand.now);
  return { isNews: true, isMade, ...(endedUntilNow !== undefined && { endedUntilNow }) };
}

async function findOrMake(
  tx: Tx,
  registration: Registration,
  hand: Hand,
): Promise<{ readonly contactId: string; readonly made: boolean } | { readonly refusal: TellOutcome }> {
  const { nameType, nameCode, contactId } = registration;
  if (contactId !== undefined) {
    const [known] = await resolveContacts(tx, [{ source: hand.by, contact: { contactId } }]);
    return known === undefined
      ? { refusal: { outcome: 'unknown-contact' } }
      : { contactId: known.namedId, made: false };
  }
  if (nameCode !== undefined) {
    const [known] = await resolveContacts(tx, [{ source: hand.by, contact: { nameType, nameCode } }]);
    // A placeholder says nothing of its own: what is told here takes its place.
    if (known !== undefined && !known.isPlaceholder) return { contactId: known.namedId, made: false };
  }
  const made = await makeContact(tx, { nameType, ...(nameCode !== undefined && { nameCode }) }, registration, hand);
  return 'fault' in made ? { refusal: { outcome: 'refused', fault: made.fault } } : made;
}

async function liveId(tx: Tx, contactId: string | undefined): Promise<string | undefined> {
  if (contactId === undefined) return undefined;
  const [known] = await resolveContacts(tx, [{ source: '', contact: { contactId } }]);
  return known?.contactId;
}
