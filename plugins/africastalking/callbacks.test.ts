import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RawRequest } from "../../engine/channels/contract.js";
import { readCallback } from "./callbacks.js";

describe("a callback of Africa's Talking", () => {
  it("with a message is read as documented", () => {
    expect(readCallback(callback("", testdata("inbound.txt")))).toEqual([
      {
        kind: "message",
        providerId: "b2f2c1d0-6a3e-4a5d-9c1e-000000000001",
        from: "+254700000001",
        to: "22384",
        text: "Habari, naumwa kichwa",
      },
    ]);
  });

  it("with a delivery report is read as documented", () => {
    const providerId = "ATXid_00000000000000000000000000000001";
    expect(readCallback(callback("receipts", testdata("receipt-success.txt")))).toEqual([
      { kind: "receipt", providerId, state: "delivered" },
    ]);
    expect(readCallback(callback("receipts", testdata("receipt-failed.txt")))).toEqual([
      { kind: "receipt", providerId, state: "failed", reason: "Failed: UserIsInactive" },
    ]);
  });

  it.each([
    ["Sent", "sent"],
    ["Submitted", "sent"],
    ["Buffered", "sent"],
    ["Success", "delivered"],
    ["Rejected", "failed"],
    ["Failed", "failed"],
    ["AbsentSubscriber", "failed"],
    ["Expired", "failed"],
  ])("with the status %s means %s", (status, state) => {
    const [receipt] = readCallback(callback("receipts", `id=1&status=${status}`));
    expect(receipt).toMatchObject({ state });
  });

  it.each([
    ["+254700000001", "%2B254700000001"],
    ["+254700000001", "254700000001"],
    ["+255712000001", "%2B255712000001"],
  ])("has the sender as %s, written %s", (from, written) => {
    const [message] = readCallback(callback("", `id=1&to=22384&text=a&from=${written}`));
    expect(message).toMatchObject({ from });
  });

  it("ignores fields that they may add later", () => {
    const body = `${testdata("inbound.txt")}&newField=x&__proto__=y`;
    expect(readCallback(callback("", body))).toHaveLength(1);
  });
});

function callback(subpath: string, body: string): RawRequest {
  return {
    method: "POST",
    endpoint: "",
    subpath,
    query: {},
    headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" },
    body: new TextEncoder().encode(body),
    remoteAddress: "127.0.0.1",
  };
}

function testdata(name: string): string {
  return readFileSync(new URL(`testdata/${name}`, import.meta.url), "utf8");
}
