import { describe, expect, it } from "vitest";
import type { LiveFrame } from "../../engine/protocol/live.js";
import { connectionAfter, staleAfter, unconnected, waitBefore } from "./connection.js";

const ready: LiveFrame = { type: "ready", cursor: "c1" };
const changed: LiveFrame = {
  type: "changed",
  cursor: "c2",
  case: "T-4K7Q-9",
  workflow: "ticket",
  turn: 4,
  queue: "triage",
  oldQueue: null,
  state: "new",
  messages: false,
};

describe("the live connection", () => {
  it("is live from the first word of the server and remembers where it is", () => {
    const live = connectionAfter(unconnected(0), { type: "frame", frame: ready, at: 5 });
    expect(live).toEqual({ phase: "live", since: 5, attempt: 0, cursor: "c1" });
    const later = connectionAfter(live, { type: "frame", frame: changed, at: 9 });
    expect(later).toEqual({ phase: "live", since: 5, attempt: 0, cursor: "c2" });
  });

  it("reconnects after a cut without forgetting the cursor", () => {
    const live = connectionAfter(unconnected(0), { type: "frame", frame: ready, at: 5 });
    const cut = connectionAfter(live, { type: "closed", at: 100, network: "up" });
    expect(cut).toMatchObject({ phase: "reconnecting", since: 100, cursor: "c1" });
  });

  it("says offline when the network is gone, or nothing answers for twenty seconds", () => {
    const live = connectionAfter(unconnected(0), { type: "frame", frame: ready, at: 5 });
    expect(connectionAfter(live, { type: "closed", at: 9, network: "down" }).phase).toBe("offline");
    const cut = connectionAfter(live, { type: "closed", at: 100, network: "up" });
    const still = connectionAfter(cut, { type: "closed", at: 20_101, network: "up" });
    expect(still).toMatchObject({ phase: "offline", since: 100 });
  });

  it("counts its tries until it is live again", () => {
    const trying = connectionAfter(unconnected(0), { type: "trying", at: 1 });
    expect(connectionAfter(trying, { type: "trying", at: 2 }).attempt).toBe(2);
    expect(connectionAfter(trying, { type: "frame", frame: ready, at: 3 }).attempt).toBe(0);
  });
});

describe("a live frame", () => {
  it("makes one case stale, or everything when the server asks for it", () => {
    const before = { cursor: "c1" };
    const stale = staleAfter(changed, before);
    expect(stale).toEqual({ what: "case", id: "T-4K7Q-9", messagesOnly: false });
    expect(staleAfter({ type: "refetch", cursor: "c9" }, before)).toEqual({ what: "everything" });
    const alert: LiveFrame = { type: "alert", cursor: "c9", alert: "T-4K7Q-9.2.0" };
    expect(staleAfter(alert, before)).toEqual({ what: "alerts" });
    expect(staleAfter({ type: "pong" }, before)).toEqual({ what: "nothing" });
  });

  it("makes everything stale when it is the first: what was fetched before may have changed since", () => {
    expect(staleAfter(ready, { cursor: null })).toEqual({ what: "everything" });
    expect(staleAfter(ready, { cursor: "c1" })).toEqual({ what: "nothing" });
  });
});

describe("the wait before a try", () => {
  it("doubles up to fifteen seconds and is spread by chance", () => {
    expect(waitBefore(1, 1)).toBe(500);
    expect(waitBefore(3, 1)).toBe(2000);
    expect(waitBefore(50, 1)).toBe(15_000);
    expect(waitBefore(3, 0)).toBe(1000);
  });
});
