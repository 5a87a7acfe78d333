/** The gauges of one scrape are read at the same moment: they share what is on its way. */
export function onceAScrape<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read().finally(() => (reading = undefined)));
}

/**
 * A reading that takes long: it is taken anew at most so often (milliseconds), in the background, and the last one is
 * given at once. One that fails leaves the last; it is taken again when somebody asks.
 */
export function inBackground<T>(read: () => Promise<T>, forMs: number): () => T | undefined {
  let last: T | undefined;
  let takenAt = -Infinity;
  return () => {
    if (performance.now() - takenAt >= forMs) {
      takenAt = performance.now();
      read().then(
        (value) => (last = value),
        () => (takenAt = -Infinity),
      );
    }
    return last;
  };
}
