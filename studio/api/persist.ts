import { isUnknown, Problem } from "./problem.js";

/** How a call is repeated: what waits, and who hears that it takes long. */
export type Persistence = {
  /** Called once, when the first try stayed without a clear answer. */
  readonly onUnknown: () => void;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/**
 * Repeats a call until its outcome is known (rule of durability 11: unknown is not no).
 * The call must carry the same Idempotency-Key each time. @throws Problem when the answer is a clear no
 */
export async function untilKnown<Answer>(
  attempt: () => Promise<Answer>,
  { onUnknown, wait }: Persistence,
): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isUnknown(error)) throw error;
      if (tries === 0) onUnknown();
      await wait(waitAfter(tries, error));
    }
  }
}

function waitAfter(tries: number, error: unknown): number {
  const asked = error instanceof Problem ? error.retryAfterMs : undefined;
  return Math.min(asked ?? FIRST_WAIT_MS * 2 ** Math.min(tries, 10), LONGEST_WAIT_MS);
}
