import type { Observation, Reference } from '@contact-sync/contacts-model';
import type { RelatedPerson, RelatedRole } from '../asking/person-reading';

/** A relative, once, with everything that they are to the person. */
export interface Relative {
  readonly roles: readonly RelatedRole[];
  readonly number?: string;
  readonly name?: string;
}

const ROLE_OF_SLOT: Readonly<Record<string, RelatedRole>> = {
  spouse: 'spouse',
  child: 'child',
  mother: 'mother',
  father: 'father',
  guardian: 'guardian',
};

/** The relatives that a person's records name: first those that have a number, each once. */
export function relativesOf(observation: Observation, told?: readonly RelatedPerson[]): readonly Relative[] {
  const named = told ?? Object.values(observation.groups).flatMap(({ references = {} }) => referred(references));
  const byIdentity = new Map<string, Relative>();
  for (const { role, number, name } of named) {
    const identity = number ?? `${role} ${name}`;
    const known = byIdentity.get(identity);
    const roles = [...new Set([...(known?.roles ?? []), role])];
    byIdentity.set(identity, {
      ...known,
      roles,
      ...(number !== undefined && { number }),
      ...(name !== undefined && { name }),
    });
  }
  return [...byIdentity.values()].toSorted((a, b) => Number(a.number === undefined) - Number(b.number === undefined));
}

function referred(references: Readonly<Record<string, readonly Reference[]>>): RelatedPerson[] {
  return Object.entries(references).flatMap(([label, those]) =>
    those.map(({ slot, relative }): RelatedPerson => {
      const role = label === 'Forældremyndighed' ? 'custodian' : (ROLE_OF_SLOT[slot] ?? 'custodian');
      return relative.kind === 'number' ? { role, number: relative.nameCode } : { role, name: relative.name };
    }),
  );
}
