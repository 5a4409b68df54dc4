import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Clinic, openClinic, people, until } from "../../tests/support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import { caseDoc } from "../store/cases.js";
import { eventCollection } from "../store/events.js";
import { claimNext, queueEntryCollection } from "../store/queue-entries.js";
import { releaseByNumber } from "../store/releases.js";
import { type NextTools, takeNext } from "./take-next.js";

const QUEUE = "medical";
const actor = people.admin;

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic({
    mongodbUri: testDatabaseUri("take-next"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => clinic.close());

describe("of two cases that wait", () => {
  let [first, second] = ["", ""];
  beforeEach(async () => {
    while ((await waiting()) > 0) await take(crypto.randomUUID());
    first = await opened();
    second = await opened();
  });

  test("a request that is made again takes no second one", async () => {
    const taken = await take("again");
    await until("it to be taken", async () => (await waiting()) === 1);
    const again = await take("again");

    expect(taken?.row.id).toBe(first);
    expect(again).toMatchObject({ turn: taken?.turn, row: { id: first } });
    expect(await turnsOf("again")).toEqual([first]);
    expect(await waiting()).toBe(1);
  });

  test("a request that is made many times at once takes one", async () => {
    const taken = await Promise.all(Array.from({ length: 8 }, () => take("at-once")));

    expect(new Set(taken.map((answer) => answer?.row.id))).toEqual(new Set([first]));
    await until("it to be taken", async () => (await waiting()) === 1);
    expect(await turnsOf("at-once")).toEqual([first]);
    expect((await take("the-next"))?.row.id).toBe(second);
  });

  test("a repeat that finds its claim while the earlier try is being stored takes no second one", async () => {
    await claimed("overtaken", Date.now());
    const storedMeanwhile: NextTools["offered"] = async (caseId) => {
      if ((await turnsOf("overtaken")).length === 0) await acts(caseId, "overtaken");
      await until("the earlier try", async () => (await waiting()) === 1);
      return { ...(await seen(caseId)), actions: await actionsOn(caseId) };
    };
    const taken = await takeNext(tools({ offered: storedMeanwhile }), ask("overtaken"));

    expect(taken?.row.id).toBe(first);
    expect(await turnsOf("overtaken")).toEqual([first]);
    expect(await waiting()).toBe(1);
  });

  test("a request that outlived its claim still goes for the one it claimed, and the other one moves on", async () => {
    await claimed("slow", Date.now() - 60_000);
    const slow: Promise<unknown>[] = [];
    const overtaken: NextTools["act"] = async (request) => {
      if (slow.length === 0) slow.push(take("slow"));
      await Promise.all(slow);
      return clinic.cases.act(request);
    };
    const quick = await takeNext(tools({ act: overtaken }), ask("quick"));

    expect(await turnsOf("slow")).toEqual([first]);
    expect(quick?.row.id).toBe(second);
  });

  test("a request takes one, although its case moved on between two tries that overlap", async () => {
    const [held, ended] = [gate(), gate()];
    const late: Promise<unknown>[] = [];
    const slow: NextTools["offered"] = async (caseId) => {
      const offer = { ...(await seen(caseId)), actions: await actionsOn(caseId) };
      held.open();
      await ended.opened;
      return offer;
    };
    const refused: NextTools["act"] = (request) =>
      clinic.cases.act(request).catch(async (error: unknown) => {
        if (late.length === 0) late.push(takeNext(tools({ offered: slow }), ask("moved")));
        await held.opened;
        throw error;
      });
    const looks: string[] = [];
    const stale: NextTools["offered"] = async (caseId) => {
      const { doc, workflow } = await seen(caseId);
      const turns = looks.push(caseId) === 1 ? 1 : 0;
      const state = { ...doc.state, entry: doc.state.entry - turns };
      const before = { ...doc, turn: doc.turn - turns, state };
      return { doc: before, workflow, actions: await actionsOn(caseId) };
    };
    const taken = await takeNext(tools({ offered: stale, act: refused }), ask("moved"));
    ended.open();
    await Promise.all(late);

    expect(taken?.row.id).toBe(first);
    await until("it to be stored", async () => (await waiting()) === 1);
    expect(await turnsOf("moved")).toEqual([first]);
  });

  test("what somebody may not take waits on for those who may", async () => {
    const nobody = { id: "nobody", roles: [] };
    expect(await takeNext(tools({}), { queue: QUEUE, actor: nobody, requestId: "in-vain" })).toBe(
      null,
    );
    expect((await take("in-turn"))?.row.id).toBe(first);
  });
});

/** Something that others wait for until it is opened. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

function take(requestId: string) {
  return clinic.cases.takeNext(QUEUE, { actor, requestId });
}

function ask(requestId: string) {
  return { queue: QUEUE, actor, requestId };
}

/** Looks and acts as the product does, but for what a test does in between. */
function tools(between: Partial<Pick<NextTools, "act" | "offered">>): NextTools {
  return {
    store: clinic.store,
    now: Date.now,
    act: (request) => clinic.cases.act(request),
    offered: async (caseId, roles) => ({
      ...(await seen(caseId)),
      actions: await actionsOn(caseId, roles),
    }),
    ...between,
  };
}

async function seen(caseId: string) {
  const doc = await caseDoc(clinic.store, caseId);
  if (doc === null) throw new Error(`no case ${caseId}`);
  const { body } = await releaseByNumber(clinic.store, doc.release);
  const workflow = body.workflows.find(({ id }) => id === doc.workflow);
  if (workflow === undefined) throw new Error(`no workflow ${doc.workflow}`);
  return { doc, workflow };
}

async function actionsOn(caseId: string, roles: readonly string[] = actor.roles) {
  return (await clinic.cases.actions(caseId, { id: actor.id, roles })).actions;
}

function acts(caseId: string, requestId: string) {
  return clinic.cases.act({
    caseId,
    action: "claim",
    actor,
    requestId,
    input: {},
    seenEntry: null,
  });
}

function claimed(requestId: string, at: number) {
  return claimNext(clinic.store, { queue: QUEUE, requestId, now: new Date(at), passed: [] });
}

async function opened(): Promise<string> {
  const before = await waiting();
  const { id } = await clinic.cases.create({
    workflow: "ticket",
    data: { description: "severe headache and fever" },
    contact: null,
    actor,
    requestId: crypto.randomUUID(),
  });
  await until("it to wait", async () => (await waiting()) === before + 1);
  return id;
}

function waiting(): Promise<number> {
  return clinic.store.of(queueEntryCollection).countDocuments({ queue: QUEUE });
}

/** Cases on which a request made a turn. */
async function turnsOf(requestId: string): Promise<string[]> {
  const turns = await clinic.store.of(eventCollection).find({ requestId }).lean();
  return turns.map(({ caseId }) => caseId);
}
