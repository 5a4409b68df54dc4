import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { eventsOf } from "../../engine/store/events.js";
import { type MessageDoc, messagesOf } from "../../engine/store/messages.js";
import { holdBack } from "../../engine/store/pace.js";
import { type Clinic, openClinic, people, until } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { act, lostProperty, quiet } from "../support/stage.js";

const [FETCHED, FORGOTTEN] = ["+254700000421", "+254700000422"];

/** How long the provider wants us to wait, and how often it says so while it is down. */
const [HOLD_MS, AGAIN_MS] = [5_000, 1_000];

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic(
    { mongodbUri: testDatabaseUri("reminders"), temporalAddress: testTemporalAddress() },
    { release: withShortPickup },
  );
});
afterAll(() => clinic.close());

test("a reminder that an outage held up is not sent once its case has moved on, which is no failure of it", async () => {
  const { fetched, forgotten } = await whileHeldBack(async () => {
    const [fetched, forgotten] = [await found(FETCHED), await found(FORGOTTEN)];
    await reminder(fetched);
    await reminder(forgotten);
    await act(clinic, fetched, "hand_back", handover, people.porter);
    return { fetched, forgotten };
  });
  await quiet(clinic, fetched);
  await quiet(clinic, forgotten);

  expect(await reminder(fetched)).toMatchObject({ state: "suppressed", reason: "moved_on" });
  expect(await reminder(forgotten)).toMatchObject({ state: "accepted", reason: null });
  expect([askedToFetch(FETCHED), askedToFetch(FORGOTTEN)]).toEqual([1, 2]);
  const events = await eventsOf(clinic.store, fetched, { after: 0, limit: 100 });
  expect(events.map(({ type }) => type)).not.toContain("message_failed");
});

const handover = { receivedBy: "Their sister", identityChecked: true };

/** Does something while the provider lets nothing out. */
async function whileHeldBack<Result>(work: () => Promise<Result>): Promise<Result> {
  const hold = () => holdBack(clinic.store, "sms", HOLD_MS);
  await hold();
  const again = setInterval(() => void hold(), AGAIN_MS);
  try {
    return await work();
  } finally {
    clearInterval(again);
  }
}

async function found(phone: string): Promise<string> {
  const id = await lostProperty(clinic, phone, "An umbrella");
  await act(clinic, id, "find", { shelf: 3 }, people.porter);
  return id;
}

/** The message that is sent because nobody came; the one that it was found says the same. */
async function reminder(id: string): Promise<MessageDoc> {
  return until("the reminder", async () => {
    const messages = await messagesOf(clinic.store, id);
    return messages.find(({ entry }) => entry !== undefined) ?? false;
  });
}

function askedToFetch(phone: string): number {
  const taken = clinic.provider.accepted();
  return taken.filter(({ to, text }) => to === phone && text.includes("fetch it")).length;
}

/** Lost property that is to be fetched within two seconds. */
function withShortPickup(body: ReleaseBody): ReleaseBody {
  const workflows = body.workflows.map((flow) => {
    const { pickup } = flow.clocks ?? {};
    if (pickup === undefined) return flow;
    return { ...flow, clocks: { ...flow.clocks, pickup: { ...pickup, target: "PT2S" } } };
  });
  return { ...body, workflows };
}
