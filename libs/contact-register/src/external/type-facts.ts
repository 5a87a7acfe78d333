import type { Tx } from '@contact-sync/database';
import { createByHand } from '../maintaining/create-by-hand';
import { editByHand } from '../maintaining/edit-by-hand';
import { endByHand } from '../maintaining/end-by-hand';
import type { Hand, HandOutcome, TypedGroups } from '../maintaining/hand';
import type { TellOutcome } from './told';

/** What another system says of a contact; each part that is given replaces the group as a whole. */
export interface ExternalFacts {
  readonly name?: { readonly name1?: string; readonly name2?: string };
  readonly mainAddress?: {
    readonly address1?: string;
    readonly address2?: string;
    readonly address3?: string;
    readonly municipality?: string;
    readonly postcode?: string;
    readonly city?: string;
    readonly country_code?: string;
  };
  readonly contactLines?: { readonly phoneNo?: string; readonly fax?: string; readonly email?: string };
}

/** Groups of which another system speaks. */
export type ExternalGroup = 'name' | 'main_address' | 'contact_lines';

type Fault = NonNullable<TellOutcome['fault']>;

/** The facts as a person would type them, by group. */
export function typedGroups({ name, mainAddress, contactLines }: ExternalFacts): Pick<TypedGroups, ExternalGroup> {
  return {
    ...(name !== undefined && { name: { fields: name } }),
    ...(mainAddress !== undefined && { main_address: { address: mainAddress } }),
    ...(contactLines !== undefined && { contact_lines: { contactLines } }),
  };
}

export function groupsOf(facts: ExternalFacts): ExternalGroup[] {
  return (['contact_lines', 'main_address', 'name'] as const).filter(
    (group) => typedGroups(facts)[group] !== undefined,
  );
}

/** Makes a contact of the facts. `made` is false where the code is a contact already, which is left as it is. */
export async function makeContact(
  tx: Tx,
  key: { readonly nameType: string; readonly nameCode?: string },
  facts: ExternalFacts,
  hand: Hand,
): Promise<{ readonly contactId: string; readonly made: boolean } | { readonly fault: Fault }> {
  const { nameType, nameCode } = key;
  const made = await createByHand(
    tx,
    { nameType, ...(nameCode !== undefined && { nameCode }) },
    typedGroups(facts),
    hand,
  );
  if (made.outcome === 'created' || made.outcome === 'exists') {
    return { contactId: made.contactId, made: made.outcome === 'created' };
  }
  return { fault: faultOf(made) };
}

/** Types the facts of one group over what is shown. Returns why that is refused. */
export async function typeFacts(
  tx: Tx,
  contactId: string,
  group: ExternalGroup,
  facts: ExternalFacts,
  hand: Hand,
): Promise<Fault | undefined> {
  const typed = typedGroups(facts)[group];
  if (typed === undefined) return undefined;
  const outcome = await editByHand(tx, contactId, group, typed, hand);
  return outcome.outcome === 'changed' || outcome.outcome === 'unchanged' ? undefined : faultOf(outcome, group);
}

/** Ends the contact, or with null opens what was ended by hand. What a register ended stays as it is. */
export async function endContact(tx: Tx, contactId: string, end: string | null, hand: Hand): Promise<void> {
  await endByHand(tx, contactId, end === null ? null : { date: end }, hand);
}

function faultOf(outcome: HandOutcome, group = 'contact'): Fault {
  return outcome.outcome === 'refused' ? outcome.fault : { field: group, rule: outcome.outcome };
}
