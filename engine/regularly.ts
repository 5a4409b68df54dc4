import { makeBell } from "./bell.js";

/** Work that goes on until stopped. */
export type Regular = {
  /** Resolves when the piece of work that is under way has ended. */
  stop(): Promise<void>;
};

/** Does a piece of work at once, and again each time this long after it has ended. @param work never rejects */
export function regularly(everyMs: number, work: () => Promise<void>): Regular {
  const bell = makeBell();
  const running = run();
  return {
    stop: async () => {
      bell.end();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!bell.ended()) {
      await work();
      await bell.wait(everyMs);
    }
  }
}
