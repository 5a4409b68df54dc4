import { randomUUID } from "node:crypto";
import type { Client } from "@temporalio/client";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { NOTHING_CONTRIBUTED } from "../definition/contributions.js";
import { sweep } from "../inbound/drain.js";
import type { InboundTools } from "../inbound/tools.js";
import { inboxRow, storeInbound } from "../store/inbox.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("set-aside"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => desk.close());

const get = async (path: string, token = desk.tokens.admin) =>
  (await desk.call("GET", path, { token })).body;

const itemsOf = async (path: string, token?: string) =>
  (await get(path, token))["items"] as readonly Readonly<Record<string, unknown>>[];

const retry = (id: string, token = desk.tokens.admin) =>
  desk.call("POST", `/api/inbox/set-aside/${encodeURIComponent(id)}/retry`, {
    ...{ token, body: {}, key: randomUUID() },
  });

/** Texts of a person's only ticket, in the order in which it has them; empty while there is none. */
async function textsOf(phone: string): Promise<readonly unknown[]> {
  const found = await desk.call("POST", "/api/contacts/find", {
    ...{ token: desk.tokens.admin, body: { phone } },
  });
  const open = found.body["open"] as readonly string[];
  expect(open.length).toBeLessThanOrEqual(1);
  const [id] = open;
  if (id === undefined) return [];
  const messages = await itemsOf(`/api/cases/${id}/messages`);
  return messages.flatMap(({ direction, text }) => (direction === "in" ? [text] : []));
}

/** Came in by a number that is not configured any more. */
const fromNowhere = {
  ...{ endpoint: "old-number", channel: "sms", from: "+254700000093", name: null, data: null },
  ...{ text: "Is anybody there?", about: null, automatic: false, providerId: "1" },
};

/** Hands over what waits, with code of ours that breaks at the last step, until it is given up. */
async function breaking(): Promise<void> {
  const { clinic } = desk;
  const broken = () => {
    throw new TypeError("a mistake of ours");
  };
  const workflow = { getHandle: () => ({ signal: broken }), start: broken };
  let at = Date.now();
  const tools: InboundTools = {
    effects: {
      ...clinic.tools,
      cases: { ...clinic.tools, temporal: { workflow } as unknown as Client },
      endpoints: new Map(clinic.tools.endpoints.map((endpoint) => [endpoint.name, endpoint])),
      contributions: NOTHING_CONTRIBUTED,
      webhooks: clinic.config.webhooks,
      publicUrl: clinic.config.publicUrl,
      log: pino({ level: "silent" }),
      reached: () => undefined,
      now: () => at,
    },
    holder: "broken",
    newId: randomUUID,
  };
  for (let tries = 1; tries <= 5; tries += 1, at += 60_000) await sweep(tools);
}

describe("a message that fails on its way to its case", () => {
  test("is set aside, told to those who may mend it, counted, and opens its one case when it is tried again", async () => {
    const phone = "+254700000091";
    await desk.clinic.stopWorker();
    await desk.clinic.receive(phone, "My chest hurts", "first");
    await storeInbound(desk.clinic.store, [fromNowhere], new Date());
    await breaking();
    const { items, all } = await get("/api/inbox/set-aside");
    expect(items).toMatchObject([
      { id: "sms:first", from: phone, text: "My chest hurts", why: "TypeError", urgent: true },
      { id: "old-number:1", text: "Is anybody there?", urgent: false },
    ]);
    expect(all).toBe(2);
    expect((await desk.call("GET", "/metrics", { token: desk.tokens.admin })).text).toContain(
      'casewright_inbox_messages{state="set_aside"} 2',
    );
    expect(await itemsOf("/api/notices")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: "critical", setAside: { endpoint: "sms" } }),
        expect.objectContaining({ level: "warning", setAside: { endpoint: "old-number" } }),
      ]),
    );
    expect(await itemsOf("/api/notices", desk.tokens.support)).toEqual([]);
    const trail = await itemsOf("/api/audit");
    const shown = trail.filter(({ route }) => route === "listMessagesSetAside");
    const subjects = shown.flatMap((entry) => entry["subjects"]);
    expect(subjects).toContain("old-number:1");
    expect(subjects).toContainEqual(expect.stringMatching(/^T-/));

    await desk.clinic.startWorker();
    expect((await retry("sms:first", desk.tokens.support)).status).toBe(403);
    expect((await retry("sms:first")).status).toBe(204);
    await until("its ticket", async () => (await textsOf(phone)).length === 1);
    expect((await retry("sms:first")).status).toBe(404);
    expect((await get("/api/inbox/set-aside"))["all"]).toBe(1);
  });

  test("lets later ones go ahead, and is no repeat of them when it comes after all", async () => {
    const phone = "+254700000092";
    await desk.clinic.receive(phone, "My bill is wrong", "a");
    await until("the ticket", async () => (await textsOf(phone)).length === 1);
    await desk.clinic.stopWorker();
    await desk.clinic.receive(phone, "It says 900", "b");
    await breaking();
    await desk.clinic.startWorker();
    await desk.clinic.receive(phone, "It should be 90", "c");
    await until("what came later", async () => (await textsOf(phone)).length === 2);

    expect((await retry("sms:b")).status).toBe(204);
    const texts = await until("all of it", async () => {
      const now = await textsOf(phone);
      return now.length === 3 && now;
    });
    expect(texts).toEqual(["My bill is wrong", "It should be 90", "It says 900"]);
    expect(await inboxRow(desk.clinic.store, "sms:b")).toMatchObject({ state: "done", number: 4 });
  });
});
