import { CancellationScope, isCancellation, sleep } from "@temporalio/workflow";

/**
 * One timer for all due instants of a case. It is only ever set earlier: an instant that moves away costs nothing in history,
 * the timer fires, finds nothing due and is set again.
 */
export type Alarm = {
  /** Makes sure the timer rings at or before this instant (epoch milliseconds); null needs none. Answers whether it was set anew. */
  set(at: number | null): boolean;
  /** True once it has rung since the last `set`. */
  rang(): boolean;
};

/**
 * Longer than any target, and far shorter than what Temporal takes for one timer: a moment in another century rings in vain once in
 * a while.
 */
const LONGEST_MS = 400 * 24 * 3_600_000;

/** Makes the alarm of a run. @param ringing called when it rings, before anybody is woken by it */
export function makeAlarm(ringing: () => void): Alarm {
  let armed: { at: number; scope: CancellationScope } | null = null;
  let rung = false;

  const arm = (at: number): void => {
    const scope = new CancellationScope();
    armed = { at, scope };
    const timer = scope.run(() => sleep(Math.min(LONGEST_MS, Math.max(1, at - Date.now()))));
    timer.then(
      () => {
        armed = null;
        rung = true;
        ringing();
      },
      (error: unknown) => {
        if (!isCancellation(error)) throw error;
      },
    );
  };

  return {
    set: (at) => {
      rung = false;
      if (at === null || (armed !== null && armed.at <= at)) return false;
      armed?.scope.cancel();
      arm(at);
      return true;
    },
    rang: () => rung,
  };
}
