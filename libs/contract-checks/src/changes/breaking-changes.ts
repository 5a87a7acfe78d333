import { asyncApiChanges } from './async-api-changes';
import type { Json } from './flat-schema';
import { openApiChanges } from './open-api-changes';
import type { BreakingChange } from './schema-changes';

/** What in the later of two documents of one kind, AsyncAPI or OpenAPI, breaks programs that were written to the earlier. */
export function breakingChanges(before: Json, after: Json): BreakingChange[] {
  for (const [kind, changes] of [
    ['asyncapi', asyncApiChanges],
    ['openapi', openApiChanges],
  ] as const) {
    if (kind in before && kind in after) return distinct(changes(before, after));
  }
  throw new TypeError('the documents are not of one kind that is known');
}

/** What two operations share breaks once. */
function distinct(changes: readonly BreakingChange[]): BreakingChange[] {
  return [...new Map(changes.map((change) => [`${change.where} ${change.what}`, change])).values()];
}
