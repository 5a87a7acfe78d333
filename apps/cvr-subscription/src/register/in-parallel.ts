export interface Attempted<T> {
  readonly done: readonly T[];
  readonly failed: readonly { readonly item: T; readonly error: unknown }[];
}

/**
 * Does something with each item, so many at a time. After a failure for which `stops` is true no other is begun; what is
 * under way is awaited. Items that were not begun are in neither list.
 */
export async function inParallel<T>(
  items: readonly T[],
  { width, stops }: { readonly width: number; readonly stops: (error: unknown) => boolean },
  work: (item: T) => Promise<void>,
): Promise<Attempted<T>> {
  const done: T[] = [];
  const failed: { item: T; error: unknown }[] = [];
  const rest = items[Symbol.iterator]();
  let stopped = false;
  const worker = async (): Promise<void> => {
    for (let next = rest.next(); next.done !== true && !stopped; next = rest.next()) {
      try {
        await work(next.value);
        done.push(next.value);
      } catch (error) {
        failed.push({ item: next.value, error });
        stopped ||= stops(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return { done, failed };
}
