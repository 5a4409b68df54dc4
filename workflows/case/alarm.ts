import { CancellationScope, isCancellation, sleep } from "@temporalio/workflow";

/**
 * One timer for all due instants of a case. It is only ever set earlier: an instant that moves away costs nothing in history,
 * the timer fires, finds nothing due and is set again.
 */
export type Alarm = {
  /** Makes sure the timer rings at or before this instant (epoch milliseconds); null needs none. */
  set(at: number | null): void;
  /** True once it has rung since the last `set`. */
  rang(): boolean;
};

/** Makes the alarm of a run. */
export function makeAlarm(): Alarm {
  let armed: { at: number; scope: CancellationScope } | null = null;
  let rung = false;

  const arm = (at: number): void => {
    const scope = new CancellationScope();
    armed = { at, scope };
    const ringing = scope.run(() => sleep(Math.max(1, at - Date.now())));
    ringing.then(
      () => {
        armed = null;
        rung = true;
      },
      (error: unknown) => {
        if (!isCancellation(error)) throw error;
      },
    );
  };

  return {
    set: (at) => {
      rung = false;
      if (at === null || (armed !== null && armed.at <= at)) return;
      armed?.scope.cancel();
      arm(at);
    },
    rang: () => rung,
  };
}
