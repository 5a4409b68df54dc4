import { describe, expect, it } from "vitest";
import { failoverTo, type Tried } from "./failover.js";

const OUTCOMES = [
  "accepted",
  "throttled",
  "unreachable",
  "unknown",
  "rejected",
  "opted_out",
  "misconfigured",
  "too_old",
  "moved_on",
  null,
] as const satisfies readonly Tried["outcome"][];

const over = (endpoint: string, ...outcomes: readonly Tried["outcome"][]): readonly Tried[] =>
  outcomes.map((outcome) => ({ endpoint, outcome }));

describe("a message goes over to the other provider", () => {
  it.each<[string, readonly Tried[]]>([
    ["when it is refused", over("a", "rejected")],
    ["when our account does not work", over("a", "misconfigured")],
    ["when nobody was there twice", over("a", "unreachable", "unreachable")],
    ["when it had to wait twice", over("a", "throttled", "throttled")],
    ["when it waited and nobody was there", over("a", "throttled", "unreachable")],
  ])("%s", (_, tried) => {
    expect(failoverTo(tried, "b")).toBe("b");
  });

  it("and back when the other one is not there either", () => {
    const there = over("a", "unreachable", "unreachable");
    expect(failoverTo([...there, ...over("b", "unreachable")], "a")).toBeUndefined();
    expect(failoverTo([...there, ...over("b", "unreachable", "throttled")], "a")).toBe("a");
  });
});

describe("a message stays", () => {
  it.each<[string, readonly Tried[], string | undefined]>([
    ["after one try that came to nothing", over("a", "unreachable"), "b"],
    ["where there is no other", over("a", "rejected"), undefined],
    ["before the first try", [], "b"],
    ["away from whoever refused it", [...over("b", "rejected"), ...over("a", "rejected")], "b"],
    [
      "away from whoever refused it, though nobody else is there",
      [...over("b", "misconfigured"), ...over("a", "unreachable", "unreachable")],
      "b",
    ],
  ])("%s", (_, tried, fallback) => {
    expect(failoverTo(tried, fallback)).toBeUndefined();
  });

  it("for good once anybody may have it, and after STOP, whatever came before", () => {
    for (const last of ["unknown", "accepted", "opted_out", "too_old", "moved_on", null] as const)
      for (const first of OUTCOMES)
        for (const second of OUTCOMES)
          expect(failoverTo(over("a", first, second, last), "b")).toBeUndefined();
  });
});
