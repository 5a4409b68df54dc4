import type { ActionAnswer } from "../../engine/protocol/case.js";
import { call } from "./http.js";
import { newKey } from "./new-key.js";
import { untilKnown } from "./persist.js";

/** Something a person asked for: an action on one case. */
export type ActionWish = {
  readonly caseId: string;
  readonly action: string;
  /** The action's name, for the screens. */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** State entry the person saw. */
  readonly seenEntry: number;
};

/** A wish on its way. `unknown`: asked at least once without a clear answer; `settling`: done, the record catches up. */
export type Sending = ActionWish & {
  readonly key: string;
  readonly since: number;
  readonly phase: "sending" | "unknown" | "settling";
};

let sendings: readonly Sending[] = [];
const listeners = new Set<() => void>();

/** What this tab is sending, across all cases; it goes on when the person looks at something else. */
export const outboxStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): readonly Sending[] => sendings,
};

/**
 * Sends an action under one Idempotency-Key until its outcome is known.
 * Resolves with the answer; the wish stays in the outbox as `settling` until {@link settled}. @throws Problem on a clear no
 */
export async function sendAction(wish: ActionWish): Promise<ActionAnswer & { key: string }> {
  const key = newKey();
  change([...sendings, { ...wish, key, since: Date.now(), phase: "sending" }]);
  try {
    const answer = await untilKnown(() => post(wish, key), {
      onUnknown: () => setPhase(key, "unknown"),
      wait: waitForNetwork,
    });
    setPhase(key, "settling");
    return { ...answer, key };
  } catch (error) {
    settled(key);
    throw error;
  }
}

/** Takes a wish out of the outbox: its effect is on the screen, or it was refused. */
export function settled(key: string): void {
  change(sendings.filter((sending) => sending.key !== key));
}

/** Waits; an early end when the network comes back. */
export function waitForNetwork(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
  });
}

function post(wish: ActionWish, key: string): Promise<ActionAnswer> {
  const path = `/api/cases/${encodeURIComponent(wish.caseId)}/actions/${wish.action}`;
  return call<ActionAnswer>(path, {
    method: "POST",
    body: { input: wish.input, seenEntry: wish.seenEntry },
    idempotencyKey: key,
  });
}

function setPhase(key: string, phase: Sending["phase"]): void {
  change(sendings.map((sending) => (sending.key === key ? { ...sending, phase } : sending)));
}

function change(next: readonly Sending[]): void {
  sendings = next;
  for (const listener of listeners) listener();
}
