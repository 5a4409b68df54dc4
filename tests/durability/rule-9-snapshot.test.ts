import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caseDoc } from "../../engine/store/cases.js";
import { eventsOf } from "../../engine/store/events.js";
import { messagesOf } from "../../engine/store/messages.js";
import { type Clinic, openClinic, people, settled, until } from "../support/clinic.js";
import { openTicket, repeated } from "../support/stage.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

describe("a case that lives long", () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic({
      mongodbUri: testDatabaseUri("rule-9"),
      temporalAddress: testTemporalAddress(),
    });
  });
  afterAll(() => clinic.close());

  const note = (caseId: string, requestId: string) =>
    clinic.cases.act({
      caseId,
      action: "note",
      input: { text: requestId },
      actor: people.support,
      requestId,
      seenEntry: null,
    });

  async function runsOf(caseId: string) {
    const runs: number[] = [];
    const query = `WorkflowId = '${caseId}'`;
    for await (const run of clinic.client.workflow.list({ query })) runs.push(run.historyLength);
    return runs;
  }

  test("starts fresh runs, keeps every turn once, and knows a request from two runs ago", async () => {
    const id = await openTicket(clinic);
    const first = await note(id, "request-0");
    for (let i = 1; i < 90; i += 1) await note(id, `request-${String(i)}`);
    await settled(clinic, id, 92);
    await until("a fresh run", async () => (await runsOf(id)).length > 1);
    expect((await note(id, "request-0")).turn).toBe(first.turn);
    expect((await note(id, "request-89")).turn).toBe(92);
    const events = await eventsOf(clinic.store, id, { after: 0, limit: 500 });
    expect(events.map(({ turn }) => turn)).toEqual(events.map((_, i) => i + 1));
    expect(events.filter(({ type }) => type === "acted")).toHaveLength(90);
  });

  test("a case that never rests renews itself too: its history stays bounded while eight people write through a slow provider", async () => {
    const phone = "+254700000092";
    await clinic.provider.rules({ to: phone, fault: { kind: "delay", ms: 300 } });
    const id = await openTicket(clinic, phone);
    const each = 30;
    await Promise.all(
      Array.from({ length: 8 }, async (_, person) => {
        for (let i = 0; i < each; i += 1)
          await replyUntilTaken(id, `p${String(person)}-${String(i)}`);
      }),
    );
    await settled(clinic, id, 2 + 8 * each);
    const events = await eventsOf(clinic.store, id, { after: 0, limit: 1_000 });
    const requests = events.flatMap(({ requestId }) => requestId ?? []);
    expect(requests).toHaveLength(8 * each);
    expect(new Set(requests).size).toBe(8 * each);
    const runs = await until("fresh runs", async () => {
      const found = await runsOf(id);
      return found.length > 2 && found;
    });
    expect(Math.max(...runs)).toBeLessThan(1_500);
    await clinic.provider.rules();
  });

  /** As a browser does: under the same id until there is an answer. */
  async function replyUntilTaken(caseId: string, requestId: string): Promise<void> {
    const reply = { caseId, action: "reply", input: { text: requestId }, actor: people.support };
    const again = /^(behind|outcome_unknown|unavailable)$/;
    await until(`an answer to ${requestId}`, () =>
      clinic.cases.act({ ...reply, requestId, seenEntry: null }).catch((error: unknown) => {
        expect(error).toMatchObject({ code: expect.stringMatching(again) as string });
        return null;
      }),
    );
  }

  test("a repeat that nobody has stopped on its way is done once", async () => {
    const id = await openTicket(clinic);
    await repeated(clinic, id);
    expect((await note(id, "after it")).turn).toBe(4);
    await settled(clinic, id, 4);
    const events = await eventsOf(clinic.store, id, { after: 0, limit: 10 });
    expect(events.map(({ type }) => type)).toEqual(["created", "decided", "acted", "acted"]);
  });

  test("a message that waits for a provider crosses a fresh run and is sent once", async () => {
    const phone = "+254700000091";
    await clinic.provider.rules({ to: phone, fault: { kind: "throttle", retryAfter: "2" } });
    const id = await openTicket(clinic, phone);
    for (let i = 0; i < 20; i += 1) await note(id, `n-${String(i)}`);
    await until("a fresh run", async () => (await runsOf(id)).length > 1);
    await clinic.provider.rules();
    await until("delivery", async () => {
      const out = (await messagesOf(clinic.store, id)).filter(
        ({ direction }) => direction === "out",
      );
      return (
        out.length === 2 && out.every(({ state }) => state !== "queued" && state !== "sending")
      );
    });
    const perText = clinic.provider.accepted().filter(({ to }) => to === phone);
    expect(new Set(perText.map(({ text }) => text)).size).toBe(perText.length);
  });

  test("the definition travels with the case: it runs on when the database has lost its release", async () => {
    const id = await openTicket(clinic);
    const before = await caseDoc(clinic.store, id);
    const answer = await clinic.client.workflow
      .getHandle(id)
      .executeUpdate<{ turn: number }, [object]>("act", {
        args: [
          {
            action: "claim",
            input: {},
            actor: people.support,
            requestId: "c",
            seenEntry: before?.state.entry,
          },
        ],
      });
    expect(answer.turn).toBe((before?.turn ?? 0) + 1);
  });
});
