/**
 * Does work on many at once; where it fails because of one of them, on each half, until those are found that it fails for
 * alone. They are returned with why; the work was done on all the others. What `isOfOne` does not know is thrown.
 */
export async function eachHalf<T>(
  many: readonly T[],
  work: (some: readonly T[]) => Promise<void>,
  isOfOne: (error: unknown) => boolean,
): Promise<{ readonly one: T; readonly error: unknown }[]> {
  const [one, ...others] = many;
  if (one === undefined) return [];
  try {
    await work(many);
    return [];
  } catch (error) {
    if (!isOfOne(error)) throw error;
    if (others.length === 0) return [{ one, error }];
  }
  const middle = Math.ceil(many.length / 2);
  const first = await eachHalf(many.slice(0, middle), work, isOfOne);
  return [...first, ...(await eachHalf(many.slice(middle), work, isOfOne))];
}
