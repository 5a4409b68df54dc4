import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inboxCollection } from "../../engine/store/inbox.js";
import { operator } from "../../engine/store/store.js";
import { quiet, update } from "../support/stage.js";
import { replayAll } from "../replay/live.js";
import { type Clinic, openClinic, people, settled, until } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { chance } from "./chance.js";

/** What is written into the forms of actions that have one. */
const WORDS: { readonly [action: string]: { readonly [field: string]: string } } = {
  note: { text: "a" },
  reply: { text: "b" },
  ask: { text: "c" },
  resolve: { resolution: "d" },
};

const CLEAN = { broken: [], changed: [], otherInputs: [] };

describe("a worker that lost a case from memory makes the same of its history", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("rule-6"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  const opened = async (phone: string): Promise<string> => {
    const { id } = await clinic.cases.create({
      workflow: "ticket",
      data: { description: "Why is my bill so high?" },
      contact: { phone },
      actor: people.support,
      requestId: crypto.randomUUID(),
    });
    await settled(clinic, id, 1);
    return id;
  };
  /** Answers whether it was allowed; what else goes wrong is thrown. */
  const press = async (caseId: string, action: string): Promise<boolean> => {
    const requestId = crypto.randomUUID();
    const asked = { caseId, action, input: WORDS[action] ?? {}, requestId };
    return clinic.cases.act({ ...asked, actor: people.support, seenEntry: null }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && /not_allowed|closed|changed/.test(error.message))
          return false;
        throw error;
      },
    );
  };
  /** Of cases that have come to rest: a message that waits in the inbox would still wake one of them, or open another. */
  const replayed = async () => {
    const inbox = clinic.store.of(inboxCollection);
    await until("an inbox with nothing left to hand over", async () => {
      const state = operator({ $in: ["new" as const, "bound" as const] });
      // One whose sender is asked which of their tickets it is about waits for a day.
      const notBefore = operator({ $lt: new Date(Date.now() + 3_600_000) });
      return (await inbox.countDocuments({ state, notBefore })) === 0;
    });
    const written = await inbox.find().select("caseId").lean();
    const ids = new Set(written.flatMap(({ caseId }) => caseId ?? []));
    await Promise.all([...ids].map((id) => quiet(clinic, id)));
    return replayAll(clinic.client, `TaskQueue = "${clinic.tools.taskQueue}"`);
  };

  test("whenever an action was refused, of which no history tells", async () => {
    // Each starts with another length, so that a press is refused at every length at which a run could end.
    const cases = Array.from({ length: 6 }, async (_, n) => {
      const id = await opened(`+25471100000${String(n)}`);
      await quiet(clinic, id);
      for (let extra = 0; extra < n; extra += 1)
        await clinic.receive(`+25471100000${String(n)}`, "?");
      for (let round = 0; round < 8; round += 1) {
        await press(id, round % 3 === 0 ? "claim" : "note");
        await quiet(clinic, id);
        expect(await press(id, "reopen")).toBe(false);
      }
    });
    await Promise.all(cases);
    expect(await replayed()).toMatchObject(CLEAN);
  });

  test("although it was taken over by another worker while somebody waited for an answer", async () => {
    // After so many notes: some have just begun a fresh run, some have delivered, some sleep.
    const cases = await Promise.all(
      Array.from({ length: 9 }, async (_, n) => {
        const id = await opened(`+25471200000${String(n)}`);
        await quiet(clinic, id);
        // Without a clock that runs, so that a fresh run has nothing to do at first.
        await press(id, "claim");
        await quiet(clinic, id);
        for (let note = 0; note < n; note += 1) {
          await press(id, n === 4 ? "reply" : "note");
          await quiet(clinic, id);
        }
        return id;
      }),
    );
    for (let round = 0; round < 2; round += 1) {
      await clinic.stopWorker();
      const waiting = cases.map((id) => update(clinic, id, "note", crypto.randomUUID()));
      await clinic.startWorker();
      await Promise.all(waiting);
      await Promise.all(cases.map((id) => quiet(clinic, id)));
    }
    expect(await replayed()).toMatchObject(CLEAN);
  });

  test("when staff and patient crowd upon it", async () => {
    const seed = Date.now() % 1_000_000;
    const random = chance(seed);
    const actions = ["claim", "note", "reply", "ask", "resolve", "reopen", "close"] as const;
    const cases = Array.from({ length: 12 }, async (_, n) => {
      const phone = `+2547220000${String(10 + n)}`;
      const id = await opened(phone);
      for (let round = 0; round < 8; round += 1) {
        await pause(random.whole(0, 120));
        const burst = Array.from({ length: random.whole(1, 3) }, () =>
          random.whole(1, 4) === 1
            ? clinic.receive(phone, "And now?")
            : press(id, random.one(actions)),
        );
        await Promise.all(burst);
      }
      await quiet(clinic, id);
    });
    await Promise.all(cases);
    const seen = await replayed();
    expect(seen, `seed ${String(seed)}`).toMatchObject(CLEAN);
    expect(seen.turns).toBeGreaterThan(80);
  });
});
