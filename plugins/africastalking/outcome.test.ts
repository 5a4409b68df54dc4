import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classify } from "./outcome.js";

describe("an answer of the provider", () => {
  it("that took the message gives its id and cost", () => {
    expect(answered(201, testdata("answer-accepted.json"))).toEqual({
      status: "accepted",
      providerId: "ATXid_00000000000000000000000000000001",
      cost: "KES 0.8000",
    });
  });

  it("that refuses the receiver is understood with an error status too", () => {
    const body = testdata("answer-do-not-disturb.json");
    for (const status of [201, 409]) {
      expect(answered(status, body)).toMatchObject({ code: "DoNotDisturbRejection" });
    }
  });

  it("that refuses our sender is a mistake of ours", () => {
    const outcome = answered(201, testdata("answer-invalid-sender.json"));
    expect(outcome).toEqual({ status: "misconfigured", why: "InvalidSenderId" });
  });

  it.each([
    [100, "accepted"],
    [101, "accepted"],
    [102, "accepted"],
    [401, "unknown"],
    [402, "misconfigured"],
    [403, "rejected"],
    [404, "rejected"],
    [405, "misconfigured"],
    [406, "opted_out"],
    [407, "rejected"],
    [409, "rejected"],
    [500, "unknown"],
    [501, "unknown"],
    [502, "rejected"],
    [777, "unknown"],
  ])("with receiver status %i is %s", (statusCode, status) => {
    expect(answered(201, recipients({ statusCode, messageId: "ATXid_1" })).status).toBe(status);
  });

  it.each([
    [400, "rejected"],
    [401, "misconfigured"],
    [403, "misconfigured"],
    [404, "misconfigured"],
    [408, "unknown"],
    [413, "rejected"],
    [302, "unknown"],
    [500, "unknown"],
    [503, "unknown"],
    [200, "unknown"],
  ])("with HTTP status %i and no JSON is %s", (httpStatus, status) => {
    expect(answered(httpStatus, "Something about the message").status).toBe(status);
  });

  it("with a server error is a maybe, whatever its body says", () => {
    expect(answered(500, testdata("answer-accepted.json")).status).toBe("unknown");
  });

  it.each([
    ["no message id", recipients({ statusCode: 101 })],
    ["the message id None", recipients({ statusCode: 101, messageId: "None" })],
    [
      "two receivers",
      recipients({ statusCode: 101, messageId: "1" }, { statusCode: 101, messageId: "2" }),
    ],
    ["no receiver", recipients()],
    ["a status that is no number", recipients({ statusCode: "101", messageId: "1" })],
    ["half of it", testdata("answer-accepted.json").slice(0, 150)],
    ["another shape", "[]"],
  ])("with %s is a maybe", (_, body) => {
    expect(answered(201, body).status).toBe("unknown");
  });

  it.each([
    [{ retryAfter: "7" }, 7_000],
    [{ retryAfter: "0" }, 1_000],
    [{ retryAfter: "999999" }, 3_600_000],
    [{}, 30_000],
    [{ retryAfter: "soon" }, 30_000],
    [{ retryAfter: "-5" }, 30_000],
    [
      { retryAfter: "Mon, 02 Mar 2026 08:15:20 GMT", date: "Mon, 02 Mar 2026 08:15:00 GMT" },
      20_000,
    ],
    [{ retryAfter: "Mon, 02 Mar 2026 08:15:20 GMT" }, 30_000],
  ])("that asks us to wait, with %j, is waited for %i ms", (headers, retryAfterMs) => {
    const outcome = classify({ kind: "answer", status: 429, headers, text: "" });
    expect(outcome).toEqual({ status: "throttled", retryAfterMs });
  });

  it("never puts their text into the outcome", () => {
    const text = "+254700000001 was told: your test is positive";
    for (let status = 200; status < 600; status++) {
      expect(JSON.stringify(answered(status, text))).not.toContain("positive");
    }
  });
});

function answered(status: number, text: string) {
  return classify({ kind: "answer", status, headers: {}, text });
}

function recipients(...Recipients: readonly object[]): string {
  return JSON.stringify({ SMSMessageData: { Message: "Sent to 1/1", Recipients } });
}

function testdata(name: string): string {
  return readFileSync(new URL(`testdata/${name}`, import.meta.url), "utf8");
}
