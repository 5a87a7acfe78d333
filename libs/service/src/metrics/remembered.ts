const LONG_MS = 100;
const SHARE = 20;

/**
 * The gauges of one scrape are read at the same moment: they share what is on its way. A reading that took long, such as
 * the count of a million rows, is kept for twenty times as long, so that scraping never is a load worth the name.
 */
export function onceAScrape<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  let keptUntil = Infinity;
  return () => {
    if (reading === undefined || performance.now() >= keptUntil) {
      const begun = performance.now();
      keptUntil = Infinity;
      reading = read();
      reading.then(
        () => {
          const took = performance.now() - begun;
          keptUntil = took < LONG_MS ? 0 : performance.now() + took * SHARE;
        },
        () => (keptUntil = 0),
      );
    }
    return reading;
  };
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
