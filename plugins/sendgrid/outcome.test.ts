import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classify } from "./outcome.js";

describe("an answer of SendGrid", () => {
  it("that took the mail gives the reference its events will name", () => {
    expect(answered(202, "")).toEqual({ status: "accepted", providerId: "ref-1" });
  });

  it("that refuses a field names it and none of its words", () => {
    const file = new URL("testdata/answer-refused.json", import.meta.url);
    expect(answered(400, readFileSync(file, "utf8"))).toEqual({
      status: "rejected",
      code: "http_400_personalizations.0.to.0.email",
      why: "http_400_personalizations.0.to.0.email",
    });
    const words = JSON.stringify({ errors: [{ field: "Amina has a fever" }] });
    expect(answered(400, words)).toMatchObject({ status: "rejected", code: "http_400" });
  });

  it("that refuses our sender is a mistake of ours", () => {
    const body = JSON.stringify({ errors: [{ message: "x", field: "from.email", help: null }] });
    expect(answered(400, body)).toEqual({ status: "misconfigured", why: "sender_not_verified" });
  });

  it.each([
    [200, "unknown"],
    [302, "unknown"],
    [400, "rejected"],
    [401, "misconfigured"],
    [403, "misconfigured"],
    [404, "misconfigured"],
    [408, "unknown"],
    [413, "rejected"],
    [500, "unknown"],
    [503, "unknown"],
  ])("with HTTP status %i and no JSON is %s", (status, expected) => {
    expect(answered(status, "Something").status).toBe(expected);
  });

  it("that leaves a doubt names the reference, so that an event can settle it", () => {
    const lost = classify({ kind: "no_answer", why: "timeout" }, "ref-1");
    expect(lost).toEqual({ status: "unknown", why: "timeout", providerId: "ref-1" });
    expect(answered(503, "")).toMatchObject({ status: "unknown", providerId: "ref-1" });
  });

  it.each([
    [{ retryAfter: "7" }, 7_000],
    [{ rateLimitReset: "1772439320", date: "Mon, 02 Mar 2026 08:15:00 GMT" }, 20_000],
    [{ rateLimitReset: "soon" }, 30_000],
    [{}, 30_000],
  ])("that asks us to wait, with %j, is waited for %i ms", (headers, retryAfterMs) => {
    const outcome = classify({ kind: "answer", status: 429, headers, text: "" }, "ref-1");
    expect(outcome).toEqual({ status: "throttled", retryAfterMs });
  });

  it("never puts their text into the outcome", () => {
    const text = "amina@example.org was told: your test is positive";
    for (let status = 200; status < 600; status++)
      expect(JSON.stringify(answered(status, text))).not.toContain("positive");
  });
});

function answered(status: number, text: string) {
  return classify({ kind: "answer", status, headers: {}, text }, "ref-1");
}
