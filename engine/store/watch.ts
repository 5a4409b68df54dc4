/** A change stream, as far as a watch needs it. */
type Changes = {
  on(event: "change" | "error", listener: (what: unknown) => void): unknown;
  close(): Promise<unknown>;
};

/** A running watch. */
export type Watch = { close(): Promise<void> };

/** Pause before a broken watch is opened again. */
const WATCH_AGAIN_MS = 1_000;

/** Calls back for every change, as long as MongoDB lets us watch; a round by the clock has to find what a broken watch misses. */
export function keepWatching(open: () => Changes, ring: (change: unknown) => void): Watch {
  let stream = open();
  let closed = false;
  const listen = (): void => {
    stream.on("change", ring);
    stream.on("error", () => {
      if (closed) return;
      void stream.close();
      setTimeout(() => {
        if (closed) return;
        stream = open();
        listen();
      }, WATCH_AGAIN_MS).unref();
    });
  };
  listen();
  return {
    close: async () => {
      closed = true;
      await stream.close();
    },
  };
}
