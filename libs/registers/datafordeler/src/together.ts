/** Makes calls side by side. As soon as one fails the others are of no use: they are stopped, and it is thrown. */
export async function together<T extends readonly unknown[]>(
  signal: AbortSignal | undefined,
  ...calls: { readonly [At in keyof T]: (until: AbortSignal) => Promise<T[At]> }
): Promise<T> {
  const failed = new AbortController();
  const until = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const made = calls.map(async (call) => {
    try {
      return await call(until);
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  });
  return (await Promise.all(made)) as unknown as T;
}
