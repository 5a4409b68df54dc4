/** A clock at least this long slows a loop enough: a minute leaves people time to step in. */
export const MIN_LOOP_MS = 60_000;
