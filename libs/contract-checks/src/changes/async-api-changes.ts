import { type Json, resolved } from './flat-schema';
import { type BreakingChange, type Direction, schemaChanges } from './schema-changes';

interface Operation {
  readonly action: 'send' | 'receive';
  readonly channel: Json;
  readonly messages: readonly Json[];
}

/** What in an AsyncAPI document breaks readers of what we send or writers of what we take. */
export function asyncApiChanges(before: Json, after: Json): BreakingChange[] {
  const later = after['operations'] as Json;
  return Object.entries(before['operations'] as Record<string, Operation>).flatMap(([name, operation]) => {
    const now = later[name] as Operation | undefined;
    if (now === undefined) return [{ where: name, what: 'is gone' }];
    const channels = channelChanges(resolved(before, operation.channel), resolved(after, now.channel), name);
    return [...channels, ...messageChanges(before, after, operation, now, name)];
  });
}

/** Where it is found on the broker. */
function channelChanges(before: Json, after: Json, where: string): BreakingChange[] {
  return ['address', 'bindings']
    .filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
    .map((part) => ({ where, what: `has another ${part === 'address' ? 'address' : 'exchange or queue'}` }));
}

function messageChanges(before: Json, after: Json, old: Operation, now: Operation, where: string): BreakingChange[] {
  const direction: Direction = old.action === 'send' ? 'sent' : 'taken';
  const later = new Map(now.messages.map((message) => named(after, message)));
  return old.messages.flatMap((message) => {
    const [type, { payload, contentType }] = named(before, message);
    const newer = later.get(type);
    if (newer === undefined) return [{ where, what: `has no ${type} any more` }];
    // What is parked is as it came; it promises nothing.
    if (isParked(before, old)) return [];
    const kind = contentType === newer.contentType ? [] : [{ where, what: 'has another content type' }];
    return [
      ...kind,
      ...schemaChanges(
        { document: before, schemas: [payload] },
        { document: after, schemas: [newer.payload] },
        direction,
        where.endsWith(type) ? where : `${where} ${type}`,
      ),
    ];
  });
}

function named(document: Json, message: Json): [string, { payload: Json; contentType: string }] {
  const { name, payload, contentType } = resolved(document, message) as {
    name: string;
    payload: Json;
    contentType: string;
  };
  return [name, { payload, contentType }];
}

function isParked(document: Json, { channel }: Operation): boolean {
  return String(resolved(document, channel)['address']).endsWith('.parked');
}
