import type { Holder, PropertyOwners } from '@contact-sync/registers-bfe';
import type { HolderAnswer, OwnerAnswer } from './lookup-answer';

/** Owners and administrators of a property, as a caller may see them. */
export interface ShownOwners {
  readonly owners: readonly OwnerAnswer[];
  readonly administrators: readonly HolderAnswer[];
}

/** Name and address of protected persons are for callers with that right only, and marked (REG-8). */
export function shownOwners({ owners, administrators }: PropertyOwners, seesProtected: boolean): ShownOwners {
  return {
    owners: owners.map(({ holder, isPrimaryContact, code, share, since }) => ({
      ...shownHolder(holder, seesProtected),
      primaryContact: isPrimaryContact,
      ...(code !== undefined && { code }),
      ...(share !== undefined && { share }),
      ...(since !== undefined && { since }),
    })),
    administrators: administrators.map((holder) => shownHolder(holder, seesProtected)),
  };
}

/** How many of those shown are persons, or may be: each is a look at a person (REG-7). */
export function personsIn({ owners, administrators }: ShownOwners): number {
  return [...owners, ...administrators].filter(({ kind }) => kind !== 'company').length;
}

function shownHolder(holder: Holder, seesProtected: boolean): HolderAnswer {
  if (holder.kind === 'company') return { kind: 'company', cvrNumber: holder.cvrNumber };
  const { kind, name, address } = holder;
  const isProtected = holder.kind === 'person' && holder.isProtected;
  if (isProtected && !seesProtected) return { kind, protected: true, withheld: true };
  return {
    kind,
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
    ...(isProtected && { protected: true }),
  };
}
