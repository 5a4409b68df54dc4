import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../engine/servers/port.js";
import { messageCollection } from "../engine/store/messages.js";
import { until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { startTestInstance } from "./support/instance.js";
import { type FaultyServer, startFaultyServer } from "./support/provider-fake/faulty-http.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

const PHONE = "+254700000077";
const SIGNING_KEY = "signing-key-0001";

type Sms = { readonly id: string; readonly to: string; readonly text: string };

let phone: FaultyServer<Sms>;
let desk: Desk;
beforeAll(async () => {
  phone = await startFaultyServer<Sms>({
    read: ({ method, body }) => {
      // The look at the account when the worker starts.
      if (method === "GET") return { answer: { status: 200, body: [] } };
      const { id, textMessage, phoneNumbers } = JSON.parse(body) as {
        readonly id: string;
        readonly textMessage: { readonly text: string };
        readonly phoneNumbers: readonly string[];
      };
      return { taken: { id, to: phoneNumbers.join(), text: textMessage.text } };
    },
    accept: ({ id }) => ({ status: 202, body: { id, state: "Pending" } }),
    refuse: () => ({ status: 400, body: {} }),
    throttle: () => ({ status: 429, body: {} }),
  });
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("outside"), temporalAddress: testTemporalAddress() },
    {
      env: {
        CHANNEL_PLUGINS: "./examples/sms-gate",
        CHANNEL_SMS_GATE_URL: phone.url,
        CHANNEL_SMS_GATE_USERNAME: "clinic",
        CHANNEL_SMS_GATE_PASSWORD: "password-0001",
        CHANNEL_SMS_GATE_SIGNING_KEY: SIGNING_KEY,
        HEALTH_CHECK_INTERVAL: "86400",
      },
    },
  );
});
afterAll(async () => {
  await desk.close();
  await phone.close();
});

test("a channel from a package of its own brings a ticket in, the answer out and the receipt back", async () => {
  const body = {
    event: "sms:received",
    id: "event-1",
    payload: { messageId: "m-1", message: "My card is lost", phoneNumber: PHONE },
  };
  expect(await post("", body, "key-of-somebody-else")).toBe(404);
  expect(await post("", body)).toBe(202);
  expect(await post("", body)).toBe(202);
  // That it was received, and that it has got to a team.
  const answers = await until("both answers by the same channel", () => {
    const sent = phone.accepted().filter(({ to }) => to === PHONE);
    return Promise.resolve(sent.length >= 2 && sent);
  });
  const events = ["sms:delivered", "sms:sent"].map((event) => ({
    event,
    id: `event-${event}`,
    payload: { messageId: answers[0]?.id },
  }));
  for (const event of events) expect(await post("receipts", event)).toBe(202);
  await until("the receipt on the message", () =>
    desk.clinic.store
      .of(messageCollection)
      .findOne({ endpoint: "sms-gate", state: "delivered" })
      .lean(),
  );
  const { store } = desk.clinic;
  expect(await store.of(messageCollection).countDocuments({ direction: "in" })).toBe(1);
  expect(phone.accepted().filter(({ to }) => to === PHONE)).toHaveLength(2);
});

test("what a channel sent lately is counted, with what may have arrived apart", async () => {
  const unclear = "+254700000078";
  phone.rules({ to: unclear, fault: { kind: "error", at: "after_accept" } });
  expect(
    await post("", {
      event: "sms:received",
      id: "event-2",
      payload: { messageId: "m-2", message: "My card is lost", phoneNumber: unclear },
    }),
  ).toBe(202);
  const shown = async () => {
    const { body } = await desk.call("GET", "/api/channels", { token: desk.tokens.admin });
    const channels = body["items"] as readonly { readonly name: string }[];
    return channels.find(({ name }) => name === "sms-gate");
  };
  await expect.poll(shown, { timeout: 45_000 }).toMatchObject({
    title: "SMS by a phone of the clinic",
    sandbox: false,
    checkable: true,
    lately: { sent: 2, failed: 0, unknown: 2 },
    line: { waiting: 0, perSecond: 5, heldUntil: null },
  });
});

test("a package that is no channel stops the start, named, before anything is started", async () => {
  const folder = mkdtempSync(join(tmpdir(), "casewright-outside-start-"));
  const instance = startTestInstance({
    env: {
      PORT: String(await freePort()),
      DATA_DIR: folder,
      CHANNEL_PLUGINS: "pino, ./examples/sms-gate",
    },
  });
  expect(await instance.exited).toBe(1);
  expect(instance.said()).toContain("cannot start with this configuration");
  expect(instance.said()).toContain(
    "CHANNEL_PLUGINS names pino, which exports no function channel",
  );
  expect(instance.said()).toContain("CHANNEL_SMS_GATE_PASSWORD is missing");
  expect(instance.said()).not.toContain("MongoDB");
  rmSync(folder, { recursive: true, force: true });
});

async function post(subpath: string, event: object, key = SIGNING_KEY): Promise<number> {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac("sha256", key).update(body).update(timestamp).digest("hex");
  const id = desk.world.endpoints.find(({ name }) => name === "sms-gate")?.id ?? "";
  const path = `/webhooks/sms-gate/${id}${subpath === "" ? "" : `/${subpath}`}`;
  const headers = { "x-signature": signature, "x-timestamp": timestamp };
  return (await desk.call("POST", path, { body, headers })).status;
}
