import type { LiveFrame } from "../../engine/protocol/live.js";

/** How this tab is connected. Instants are epoch milliseconds. */
export type Connection = {
  readonly phase: "connecting" | "live" | "reconnecting" | "offline";
  /** When the phase began; while not live: when the connection was lost. */
  readonly since: number;
  /** Tries since the connection was last live. */
  readonly attempt: number;
  /** Where to go on after a gap; opaque. */
  readonly cursor: string | null;
};

/** Something that happened to the connection. */
export type ConnectionEvent =
  | { readonly type: "frame"; readonly frame: LiveFrame; readonly at: number }
  | { readonly type: "closed"; readonly at: number; readonly network: "up" | "down" }
  | { readonly type: "trying"; readonly at: number };

/** What the screens have to fetch again. */
export type Stale =
  | { readonly what: "nothing" }
  | { readonly what: "everything" }
  | { readonly what: "alerts" }
  | { readonly what: "notices" }
  | { readonly what: "case"; readonly id: string; readonly messagesOnly: boolean };

/** Lost for longer than this counts as offline, even when the browser thinks there is a network. */
const OFFLINE_AFTER_MS = 20_000;

/** Longest time between two tries to connect. */
const LONGEST_WAIT_MS = 15_000;

/** A connection before the first try. */
export const unconnected = (at: number): Connection => ({
  phase: "connecting",
  since: at,
  attempt: 0,
  cursor: null,
});

/** The connection after an event. */
export function connectionAfter(before: Connection, event: ConnectionEvent): Connection {
  switch (event.type) {
    case "trying":
      return { ...before, attempt: before.attempt + 1 };
    case "closed":
      return lost(before, event);
    case "frame":
      return heard(before, event.frame, event.at);
  }
}

/**
 * What a frame makes stale, by the connection before it. What was fetched before the first connection stood may have
 * changed meanwhile without a frame.
 */
export function staleAfter(frame: LiveFrame, before: Pick<Connection, "cursor">): Stale {
  if (frame.type === "refetch") return { what: "everything" };
  if (frame.type === "ready" && before.cursor === null) return { what: "everything" };
  if (frame.type === "alert") return { what: "alerts" };
  if (frame.type === "notice") return { what: "notices" };
  if (frame.type !== "changed") return { what: "nothing" };
  return { what: "case", id: frame.case, messagesOnly: frame.messages };
}

/** Milliseconds to wait before try number `attempt` (from 1); `random` in 0..1 keeps clients from coming back together. */
export function waitBefore(attempt: number, random: number): number {
  const longest = Math.min(500 * 2 ** Math.min(attempt - 1, 10), LONGEST_WAIT_MS);
  return Math.round(longest / 2 + (longest / 2) * random);
}

function lost(before: Connection, event: { at: number; network: "up" | "down" }): Connection {
  const since = before.phase === "live" ? event.at : before.since;
  const offline = event.network === "down" || event.at - since >= OFFLINE_AFTER_MS;
  return { ...before, phase: offline ? "offline" : "reconnecting", since };
}

function heard(before: Connection, frame: LiveFrame, at: number): Connection {
  if (frame.type === "error" || frame.type === "pong") return before;
  const since = before.phase === "live" ? before.since : at;
  return { phase: "live", since, attempt: 0, cursor: frame.cursor };
}
