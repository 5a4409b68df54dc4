/** Timers as a browser gives them; given in, so that the pace can be tested. */
export type Timers = {
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => void;
};

/** Frames that come together are answered by one fetch. */
const GATHER_MS = 120;

/** A busy clinic must not fetch a list more often than this. */
const AT_MOST_EVERY_MS = 700;

/** Gathers names that come in bursts and hands each burst on as one set; quick at first, then at a steady pace. */
export function coalesce(run: (names: ReadonlySet<string>) => void, timers: Timers) {
  let waiting = new Set<string>();
  let lastRun = -Infinity;
  const flush = () => {
    const names = waiting;
    waiting = new Set();
    lastRun = timers.now();
    run(names);
  };
  return (name: string): void => {
    if (waiting.size === 0) {
      const pause = lastRun + AT_MOST_EVERY_MS - timers.now();
      timers.after(Math.max(GATHER_MS, pause), flush);
    }
    waiting.add(name);
  };
}
