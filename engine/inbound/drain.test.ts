import { Client, Connection } from "@temporalio/client";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Clinic, openClinic } from "../../tests/support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { NOTHING_CONTRIBUTED } from "../definition/contributions.js";
import { conversationCollection } from "../store/conversations.js";
import { inboxRow } from "../store/inbox.js";
import { sweep } from "./drain.js";
import type { InboundTools } from "./tools.js";

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic(
    { mongodbUri: testDatabaseUri("drain"), temporalAddress: testTemporalAddress() },
    { worker: "none" },
  );
});
afterAll(() => clinic.close());

/** Nothing listens on the discard port. */
const nowhere = () => new Client({ connection: Connection.lazy({ address: "127.0.0.1:9" }) });

test("a message that meets an outage of Temporal keeps its place, and does not hold its conversation back", async () => {
  const tools: InboundTools = {
    effects: {
      ...clinic.tools,
      cases: { ...clinic.tools, temporal: nowhere() },
      endpoints: new Map(clinic.tools.endpoints.map((endpoint) => [endpoint.name, endpoint])),
      contributions: NOTHING_CONTRIBUTED,
      webhooks: clinic.config.webhooks,
      publicUrl: clinic.config.publicUrl,
      log: pino({ level: "silent" }),
      reached: () => undefined,
    },
    holder: "test",
    newId: clinic.tools.newId,
  };
  await clinic.receive("+254700000081", "please help", "m-1");
  await tools.effects.cases.temporal.withDeadline(Date.now() + 1_000, () => sweep(tools));

  expect(await inboxRow(clinic.store, "sms:m-1")).toMatchObject({ state: "bound", tries: 0 });
  const [conversation] = await clinic.store.of(conversationCollection).find().lean();
  expect(conversation?.lease).toBeNull();
});
