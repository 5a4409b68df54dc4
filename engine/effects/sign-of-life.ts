import type { ActivityInterceptorsFactory } from "@temporalio/worker";

/** Time between two signs of life of a running effect; a fifth of the time after which Temporal takes its worker for dead. */
const EVERY_MS = 1_000;

/**
 * Tells Temporal while an effect runs that its worker is alive, so that what died with a worker is given to another one
 * within seconds and not when its time is up. An effect that takes less than a second says nothing.
 */
export const signOfLife: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    execute: async (input, next) => {
      const beating = setInterval(() => {
        context.heartbeat();
      }, EVERY_MS);
      try {
        return await next(input);
      } finally {
        clearInterval(beating);
      }
    },
  },
});
