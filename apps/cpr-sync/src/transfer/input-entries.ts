import type { KeyedContact } from '@contact-sync/contact-register';
import { CREATES, type InputEntry, type InputType } from '@contact-sync/registers-cpr-files';
import { mayBeSent, SUBSTITUTE_NUMBER } from '../asking/may-be-sent';
import type { CprSettings } from '../settings';
import type { SentLine } from '../subscriptions/source-records';
import type { InputLine } from './input-file-store';

/** What is wanted of the CPR office by file. */
export interface InputWish {
  readonly type: InputType;
  readonly contactIds: readonly string[];
  /** Of type 06: whether the subscription begins or ends; begins where absent. */
  readonly action?: 'create' | 'delete';
}

/** Why a contact has no line in an input file. */
export interface RefusedContact {
  readonly contactId: string;
  readonly code: 'unknown-contact' | 'not-a-person' | typeof SUBSTITUTE_NUMBER.code | 'blocked';
}

export interface InputRules {
  readonly settings: Pick<CprSettings, 'substituteNumbers' | 'deletionCode'>;
  /** Person numbers that must not be subscribed. */
  readonly blocked: ReadonlySet<string>;
}

const PERSON = 'C';

/** The lines of wishes, each contact once a type, and who has none. Contacts are told by the id that lives on. */
export function decideLines(
  wishes: readonly InputWish[],
  contacts: ReadonlyMap<string, KeyedContact>,
  rules: InputRules,
): { readonly lines: readonly InputLine[]; readonly refused: readonly RefusedContact[] } {
  const lines = new Map<string, InputLine>();
  const refused = new Map<string, RefusedContact>();
  for (const { type, contactIds, action = 'create' } of wishes) {
    const code = type !== '06' ? '' : action === 'create' ? CREATES : rules.settings.deletionCode;
    for (const asked of contactIds) {
      const contact = contacts.get(asked);
      const why = whyNot(contact, code, rules);
      if (why !== undefined) refused.set(asked, { contactId: asked, code: why });
      else if (contact !== undefined) lines.set(`${type} ${contact.id}`, { contactId: contact.id, type, code });
    }
  }
  return { lines: [...lines.values()], refused: [...refused.values()] };
}

function whyNot(
  contact: KeyedContact | undefined,
  code: string,
  { settings, blocked }: InputRules,
): RefusedContact['code'] | undefined {
  if (contact === undefined) return 'unknown-contact';
  const { nameType, nameCode } = contact.key;
  if (nameType !== PERSON || !/^\d{10}$/.test(nameCode)) return 'not-a-person';
  if (!mayBeSent(nameCode, settings)) return SUBSTITUTE_NUMBER.code;
  return code === CREATES && blocked.has(nameCode) ? 'blocked' : undefined;
}

/** The subscriptions that lines begin and end. */
export function subscriptionsOf(
  lines: readonly InputLine[],
  contacts: ReadonlyMap<string, KeyedContact>,
): readonly SentLine[] {
  const numbers = new Map([...contacts.values()].map(({ id, key }) => [id, key.nameCode]));
  return lines.flatMap(({ contactId, type, code }) => {
    const number = numbers.get(contactId);
    return type !== '06' || number === undefined
      ? []
      : [{ contactId, number, subscribed: code === CREATES ? ('Y' as const) : ('N' as const) }];
  });
}

/**
 * The entries of a file as the register has its contacts now; who is gone, or blocked by now, is left out, and who became
 * one contact has one line.
 */
export function entriesOf(
  lines: readonly InputLine[],
  contacts: ReadonlyMap<string, KeyedContact>,
  rules: InputRules,
): readonly InputEntry[] {
  const entries = new Map<string, InputEntry>();
  for (const { contactId, type, code } of lines) {
    const contact = contacts.get(contactId);
    if (contact === undefined || whyNot(contact, code, rules) !== undefined) continue;
    const number = contact.key.nameCode;
    entries.set(`${type} ${code} ${number}`, { type, number, ...(code !== '' && { code }) });
  }
  return [...entries.values()];
}
