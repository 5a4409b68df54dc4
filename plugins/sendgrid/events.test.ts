import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { eventOf } from "../../tests/support/sendgrid-fake/mails.js";
import { readEvents } from "./events.js";

describe("a batch of events", () => {
  it("is read as documented, without what tells nothing of a delivery of ours", () => {
    const file = new URL("testdata/events.json", import.meta.url);
    expect(receiptsOf(readFileSync(file, "utf8"))).toEqual([
      { kind: "receipt", providerId: "ref-1", state: "sent" },
      { kind: "receipt", providerId: "ref-1", state: "sent" },
      { kind: "receipt", providerId: "ref-1", state: "delivered" },
      {
        kind: "receipt",
        providerId: "ref-2",
        state: "failed",
        reason: "bounce: 550 5.1.1 The e-mail account that you tried to reach does not exist.",
      },
      {
        kind: "receipt",
        providerId: "ref-3",
        state: "failed",
        reason: "dropped: Bounced Address",
      },
      { kind: "receipt", providerId: "ref-4", state: "delivered" },
    ]);
  });

  it.each([
    ["none", {}, "bounce"],
    ["a long one", { reason: "x".repeat(500) }, `bounce: ${"x".repeat(200)}`],
    ["one with marks", { reason: "a\u0000\u202eb\ud800" }, "bounce: a b\ufffd"],
  ])("with %s as reason keeps a line of it", (_, more, reason) => {
    expect(receiptsOf(JSON.stringify([eventOf("bounce", "r", more)]))).toMatchObject([{ reason }]);
  });
});

function receiptsOf(text: string) {
  return readEvents({
    method: "POST",
    endpoint: "",
    subpath: "receipts",
    query: {},
    headers: { "content-type": "application/json; charset=utf-8" },
    body: new TextEncoder().encode(text),
    remoteAddress: "127.0.0.1",
  });
}
