import { createHash } from 'node:crypto';
import type { Entity } from './filter';

/** The sets that the played service has: contacts, their main addresses, their labelled information. */
export const ENTITY_SETS = ['Contacts', 'AddressMains', 'ContactInfos'] as const;

export type EntitySet = (typeof ENTITY_SETS)[number];

/** What was written, for reading it again and for tests to compare with. */
export class EntitySets {
  private readonly sets = new Map<EntitySet, Map<string, Entity>>(ENTITY_SETS.map((name) => [name, new Map()]));
  private last = 1000;

  list(set: EntitySet): readonly Entity[] {
    return [...this.of(set).values()];
  }

  find(set: EntitySet, id: string): Entity | undefined {
    return this.of(set).get(id);
  }

  add(set: EntitySet, fields: Entity): Entity {
    const id = String(++this.last);
    const entity = { ...fields, ID: id };
    this.of(set).set(id, entity);
    return entity;
  }

  merge(set: EntitySet, id: string, fields: Entity): void {
    const entity = this.of(set).get(id);
    if (entity) this.of(set).set(id, { ...entity, ...fields, ID: id });
  }

  remove(set: EntitySet, id: string): void {
    this.of(set).delete(id);
  }

  private of(set: EntitySet): Map<string, Entity> {
    return this.sets.get(set) ?? new Map<string, Entity>();
  }
}

/** Changes with every change of the entity. */
export function etagOf(entity: Entity): string {
  return `W/"${createHash('sha256').update(JSON.stringify(entity)).digest('hex').slice(0, 16)}"`;
}
