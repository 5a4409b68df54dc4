import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { postInbound, postReceipts, type ProviderFake, startProviderFake } from "./client.js";
import { readLedger } from "./ledger.js";

const folder = mkdtempSync(join(tmpdir(), "casewright-fake-"));
let fake: ProviderFake;

const calls: { readonly path: string; readonly fields: Record<string, string> }[] = [];
let webhookStatus = 202;
const webhook = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
  request.on("end", () => {
    const fields = Object.fromEntries(new URLSearchParams(body));
    calls.push({ path: request.url ?? "", fields });
    response.writeHead(webhookStatus).end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => webhook.listen(0, "127.0.0.1", resolve));
  fake = await startProviderFake({ folder });
});
afterEach(async () => {
  await fake.rules();
  await fake.receipts(undefined);
  calls.length = 0;
  webhookStatus = 202;
});
afterAll(async () => {
  await fake.stop();
  webhook.close();
  rmSync(folder, { recursive: true });
});

describe("the fake provider", () => {
  it("has on disk what it says it took", async () => {
    const answer = await send("one");
    expect(answer.status).toBe(201);
    const line = fake.accepted().at(-1);
    expect(line).toMatchObject({ to: "+254700000001", text: "one", attemptId: "attempt-one" });
    expect(await answer.json()).toMatchObject({
      SMSMessageData: { Recipients: [{ statusCode: 101, messageId: line?.messageId }] },
    });
  });

  it("took a message when it resets or fails after accept, and did not when before", async () => {
    for (const kind of ["reset", "error"] as const) {
      await fake.rules(
        { fault: { kind, at: "before_accept" }, times: 1 },
        { fault: { kind, at: "after_accept" } },
      );
      const before = fake.accepted().length;
      await send("lost").catch(() => undefined);
      expect(fake.accepted()).toHaveLength(before);
      await send("taken").catch(() => undefined);
      expect(fake.accepted()).toHaveLength(before + 1);
    }
  });

  it("applies a fault to the messages that a rule names, so often as it says", async () => {
    await fake.rules({
      textIncludes: "bad",
      skip: 1,
      times: 2,
      fault: { kind: "throttle", retryAfter: "7" },
    });
    const statuses: number[] = [];
    for (const text of ["bad", "good", "bad", "bad", "bad"])
      statuses.push((await send(text)).status);
    expect(statuses).toEqual([201, 201, 429, 429, 201]);
  });

  it("reports what became of a message, before its answer when told so, repeating until taken", async () => {
    const url = `${webhookUrl()}/receipts`;
    await fake.receipts({ url, statuses: ["Success", "Sent", "Sent"], when: "before_answer" });
    const answer = await send("reported");
    expect(calls.map(({ fields }) => fields["status"])).toEqual(["Success", "Sent", "Sent"]);
    const { messageId } = fake.accepted().at(-1) ?? {};
    expect(await answer.json()).toMatchObject({
      SMSMessageData: { Recipients: [{ messageId: calls[0]?.fields["id"] }] },
    });
    expect(calls[0]?.fields["id"]).toBe(messageId);

    webhookStatus = 503;
    await fake.receipts({ url, statuses: ["Sent"], when: "after_answer" });
    await send("repeated");
    while (calls.length < 5) await once(webhook, "request");
    webhookStatus = 202;
    await fake.settled();
    expect(new Set(calls.slice(3).map(({ fields }) => fields["id"])).size).toBe(1);
  });

  it("posts messages many times at once and reports in any order", async () => {
    const message = { id: "m1", from: "+254700000001", to: "22384", text: "Habari" };
    expect(await postInbound(webhookUrl(), message, 50)).toEqual(Array(50).fill(202));
    const report = { id: "x", phoneNumber: "+254700000001" };
    const reports = ["Success", "Sent"].map((status) => ({ ...report, status }));
    expect(await postReceipts(`${webhookUrl()}/receipts`, reports)).toEqual([202, 202]);
    expect(calls).toHaveLength(52);
  });

  it("keeps what it took when it is killed", async () => {
    const other = join(folder, "killed");
    const victim = await startProviderFake({ folder: other });
    await send("before the end", victim.url);
    process.kill(victim.pid, "SIGKILL");
    await victim.stop();
    const again = await startProviderFake({ folder: other, port: victim.port });
    await send("after it", again.url);
    expect(readLedger(other).map(({ text }) => text)).toEqual(["before the end", "after it"]);
    await again.stop();
  });
});

function send(text: string, url = fake.url): Promise<Response> {
  return fetch(`${url}/version1/messaging`, {
    method: "POST",
    headers: { apikey: "any", "idempotency-key": `attempt-${text}` },
    body: new URLSearchParams({ username: "clinic", to: "+254700000001", message: text }),
  });
}

function webhookUrl(): string {
  return `http://127.0.0.1:${String((webhook.address() as AddressInfo).port)}/hook`;
}
