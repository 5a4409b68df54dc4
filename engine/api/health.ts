import { beat } from "../store/heartbeats.js";
import type { Store } from "../store/store.js";

/** What the process needs, and whether each part answers. */
export type HealthReport = {
  readonly ok: boolean;
  readonly checks: Readonly<Record<"database" | "engine", "up" | "down">>;
};

/** Asks all parts; answers within a second even when they hang. */
export type Health = () => Promise<HealthReport>;

/** A part that has not answered by then counts as down. */
const PATIENCE_MS = 800;

/** The health of a process: the database takes writes and Temporal answers. */
export function openHealth(parts: {
  readonly store: Store;
  readonly processId: string;
  readonly now: () => number;
  /** Asks Temporal anything cheap. */
  readonly askEngine: () => Promise<unknown>;
}): Health {
  const { store, processId, now, askEngine } = parts;
  return async () => {
    const [database, engine] = await Promise.all([
      stateOf(() => beat(store, processId, new Date(now()))),
      stateOf(askEngine),
    ]);
    return { ok: database === "up" && engine === "up", checks: { database, engine } };
  };
}

async function stateOf(ask: () => Promise<unknown>): Promise<"up" | "down"> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<"down">((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, "down");
  });
  const answer = ask().then(
    () => "up" as const,
    () => "down" as const,
  );
  return Promise.race([answer, tooLate]).finally(() => {
    clearTimeout(timer);
  });
}
