import { CasewrightError, type ErrorCode } from "../protocol/errors.js";

/** The time one request may take of us; waiting for the caller's own bytes does not count. */
export type Deadline = {
  /** Does a piece of work, or throws the error when the time is over first. The work itself is not stopped. */
  within<Result>(work: () => Promise<Result>, late: () => ErrorCode): Promise<Result>;
};

/** Starts a budget of milliseconds that all pieces of work of one request share. */
export function openDeadline(budgetMs: number): Deadline {
  let leftMs = budgetMs;
  return {
    within: async (work, late) => {
      const begin = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          reject(new CasewrightError(late()));
        }, leftMs);
      });
      try {
        return await Promise.race([work(), tooLate]);
      } finally {
        clearTimeout(timer);
        leftMs = Math.max(0, leftMs - (performance.now() - begin));
      }
    },
  };
}
