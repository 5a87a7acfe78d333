import type { Address, Reference, Relative } from './contact';
import { present } from './group-content';

const PERSON_WITH_NUMBER = 'C';
const PERSON_WITHOUT_NUMBER = 'P';

/** What a record says of a relative. */
export interface Named {
  readonly number?: string | undefined;
  readonly name?: string | undefined;
  readonly address?: Address | undefined;
  /** Contact type of a relative known by name only. */
  readonly nameType?: string;
}

/** How a relative belongs to the person: its place, and the words before the person's number (CPR-5). */
export const MOTHER = { slot: 'mother', relation: 'Mor til' } as const;
export const FATHER = { slot: 'father', relation: 'Far til' } as const;
export const SPOUSE = { slot: 'spouse', relation: 'Ægtefælle til' } as const;
export const GUARDIAN = { slot: 'guardian', relation: 'Værge til' } as const;
/** Holders of custody and children are known by number only. */
export const HOLDER_1 = { slot: 'holder1' } as const;
export const HOLDER_2 = { slot: 'holder2' } as const;
export const CHILD = { slot: 'child' } as const;

interface Role {
  readonly slot: string;
  readonly relation?: string;
}

/** A reference to a relative, by number or else by name; none where the register gives neither. */
export function referencesTo(role: Role, named: Named, start: Reference['start'] | undefined): Reference[] {
  const relative = relativeOf(role, named);
  return relative === undefined ? [] : [present<Reference>({ slot: role.slot, relative, start })];
}

function relativeOf({ relation }: Role, { number, name, address, nameType }: Named): Relative | undefined {
  if (number !== undefined) return { kind: 'number', nameType: PERSON_WITH_NUMBER, nameCode: number };
  if (name === undefined || relation === undefined) return undefined;
  return present<Relative & { kind: 'name' }>({
    kind: 'name',
    nameType: nameType ?? PERSON_WITHOUT_NUMBER,
    name,
    relation,
    address: address !== undefined && Object.keys(address).length > 0 ? address : undefined,
  });
}
