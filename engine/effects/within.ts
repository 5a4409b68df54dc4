/** How something of a plugin ended: with what it said, too late, or with an error. */
export type Ending =
  { readonly ended: "said"; readonly said: unknown } | { readonly ended: "late" | "failed" };

/**
 * Lets a plugin do something for so many milliseconds. Never rejects, and is over when the time is up, whether the plugin listens to
 * its signal or not.
 */
export async function within(ms: number, work: (signal: AbortSignal) => unknown): Promise<Ending> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Ending>((resolve) => {
    timer = setTimeout(() => {
      resolve({ ended: "late" });
    }, ms);
  });
  const said = (async (): Promise<Ending> => {
    try {
      return { ended: "said", said: await work(ending.signal) };
    } catch {
      // What was thrown may quote what the plugin was told, so it is not kept.
      return { ended: "failed" };
    }
  })();
  try {
    return await Promise.race([said, late]);
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}
