/** Something to wait on that others ring. A ring that nobody waits for is not lost: the next wait ends at once. */
export type Bell = {
  readonly ring: () => void;
  /** Rings for the last time. */
  readonly end: () => void;
  readonly ended: () => boolean;
  /** Until it rings, or the time has gone by. */
  readonly wait: (ms: number) => Promise<void>;
};

/** Makes a bell. */
export function makeBell(): Bell {
  let wake: (() => void) | null = null;
  let rung = false;
  let over = false;
  const ring = (): void => {
    rung = true;
    wake?.();
  };
  return {
    ring,
    end: () => {
      over = true;
      ring();
    },
    ended: () => over,
    wait: async (ms) => {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      rung = false;
      wake = null;
    },
  };
}
