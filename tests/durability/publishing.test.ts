import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import type { Actor } from "../../engine/interpreter/event.js";
import { CasewrightError } from "../../engine/protocol/errors.js";
import { lintRelease } from "../../engine/release-lint.js";
import { caseDoc } from "../../engine/store/cases.js";
import { eventsOf } from "../../engine/store/events.js";
import { currentRelease, publishRelease, releaseByNumber } from "../../engine/store/releases.js";
import { type Clinic, openClinic, people, until } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";

/** Cases that live through all of it; the whole scale is 1,000. */
const CASES = Number(process.env["PUBLISH_CASES"] ?? 30);
const RELEASES = 20;

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic({
    mongodbUri: testDatabaseUri("publishing"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => clinic.close());

test("cases of twenty releases end under their own, whatever is renamed, deleted, asked or forbidden meanwhile", async () => {
  const opened: Opened[] = [];
  const shipped = await currentRelease(clinic.store);
  for (let number = 1; number <= RELEASES; number += 1) {
    if (number > 1) await publish(changed(shipped.body, number));
    const some = Math.ceil((CASES - opened.length) / (RELEASES - number + 1));
    opened.push(...(await Promise.all(Array.from({ length: some }, () => open(number)))));
    // Half of those that are open go one step, so that each release finds cases in every state.
    await forAll(opened, (one, place) => (place % 2 === number % 2 ? step(one) : undefined));
    if (number % 8 === 0) {
      await clinic.stopWorker();
      await clinic.startWorker();
    }
  }
  await forAll(opened, async (one) => {
    while (one.done.length < STEPS.length) await step(one);
  });

  for (const { id, number } of opened) {
    const doc = await until(`the end of ${id}`, async () => {
      const now = await caseDoc(clinic.store, id);
      return now?.status === "closed" && now;
    });
    expect([doc.release, doc.parked]).toEqual([number, null]);
    const events = await eventsOf(clinic.store, id, { after: 0, limit: 100 });
    const path = events.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1]);
    expect(path).toEqual(["new", "assigned", working(number), "resolved", "closed"]);
  }
});

test("and the newest holds for what is opened after it", async () => {
  const one = await open(RELEASES);
  const claim = { caseId: one.id, action: "claim", input: {}, seenEntry: null };
  await expect(
    clinic.cases.act({ ...claim, actor: people.support, requestId: `${one.id}-support` }),
  ).rejects.toMatchObject({ code: "action_not_allowed" });
  await step(one);
  const resolve = { caseId: one.id, action: "resolve", actor: people.admin, seenEntry: null };
  await expect(
    clinic.cases.act({ ...resolve, input: { resolution: "Done" }, requestId: `${one.id}-bare` }),
  ).rejects.toMatchObject({ code: "invalid_input" });
});

/** A case, the release it was opened under, and the steps it has taken. */
type Opened = { readonly id: string; readonly number: number; readonly done: string[] };

/** What staff do with a case from its beginning to its end. */
const STEPS = ["claim", "resolve", "close"] as const;

async function open(number: number): Promise<Opened> {
  const { id } = await clinic.cases.create({
    workflow: "ticket",
    data: { description: "My bill is wrong" },
    contact: null,
    actor: people.admin,
    requestId: `open-${String(number)}-${clinic.tools.newId()}`,
  });
  await until("routing", async () => {
    const doc = await caseDoc(clinic.store, id);
    return doc?.stateId === "assigned";
  });
  return { id, number, done: [] };
}

/** The next step of a case, by whom and with what its own release asks for. */
async function step({ id, number, done }: Opened): Promise<void> {
  const action = STEPS[done.length];
  if (action === undefined) return;
  const actor: Actor = action === "claim" && number > 1 ? people.admin : people.support;
  const asked = { resolution: "It is right now", ...(number > 1 ? { [detail(number)]: "x" } : {}) };
  const input = action === "resolve" ? asked : {};
  const requestId = `${id}-${action}`;
  const request = { caseId: id, action, input, actor, requestId, seenEntry: null };
  await until(`${action} of ${id}`, () => clinic.cases.act(request).catch(askAgain));
  done.push(action);
}

/** While a worker is on its way an action may have no answer yet: it is asked for again, under the same id. */
function askAgain(error: unknown): undefined {
  const isLate =
    error instanceof CasewrightError && ["unavailable", "outcome_unknown"].includes(error.code);
  if (!isLate) throw error;
}

async function forAll(
  all: readonly Opened[],
  work: (one: Opened, place: number) => Promise<void> | undefined,
): Promise<void> {
  const left = [...all.entries()];
  const next = async (): Promise<void> => {
    for (let entry = left.shift(); entry; entry = left.shift()) await work(entry[1], entry[0]);
  };
  await Promise.all(Array.from({ length: 8 }, next));
}

async function publish(body: ReleaseBody): Promise<void> {
  expect(lintRelease(body).filter(({ severity }) => severity === "error")).toEqual([]);
  const { number: base } = await currentRelease(clinic.store);
  const made = { by: "test", reason: "another one", at: new Date() };
  const { number } = await publishRelease(clinic.store, { body, base, ...made });
  expect((await releaseByNumber(clinic.store, number)).body).toEqual(body);
}

const working = (number: number) => (number === 1 ? "in_progress" : `working_${String(number)}`);
const detail = (number: number) => `detail_${String(number)}`;

/** The ticket as another release has it: a state renamed, another deleted, a field required, an action forbidden, a promise shorter. */
function changed(body: ReleaseBody, number: number): ReleaseBody {
  const workflows = body.workflows.map((workflow) =>
    workflow.id === "ticket" ? changedTicket(workflow, number) : workflow,
  );
  return { ...body, workflows };
}

function changedTicket(ticket: Workflow, number: number): Workflow {
  const renamed = JSON.parse(
    JSON.stringify(ticket).replaceAll('"in_progress"', JSON.stringify(working(number))),
  ) as Workflow;
  const { waiting: _state, ...states } = renamed.states;
  const without = <Value>(list: Value): Value =>
    (Array.isArray(list) ? list.filter((state) => state !== "waiting") : list) as Value;
  const withoutAsk = <Value>(list: Value): Value =>
    (Array.isArray(list) ? list.filter((transition) => transition !== "ask") : list) as Value;
  const transitions = Object.entries(renamed.transitions)
    .filter(([id]) => id !== "ask" && id !== "answered")
    .map(([id, one]) => [
      id,
      { ...one, from: without(one.from), ...(id === "claim" ? { by: ["admin"] } : {}) },
    ]);
  const clocks = Object.entries(renamed.clocks ?? {}).map(([id, clock]) => [
    id,
    {
      ...clock,
      ...(clock.pauses === undefined ? {} : { pauses: without(clock.pauses) }),
      ...(clock.stops === undefined ? {} : { stops: withoutAsk(clock.stops) }),
      ...(id === "first_response" ? { target: `PT${String(number)}H` } : {}),
    },
  ]);
  const { resolution } = renamed.forms ?? {};
  if (!resolution) throw new Error("the ticket has no form for its resolution");
  const field = { type: "string", title: "More", minLength: 1, maxLength: 100, "x-phi": "contact" };
  const form = {
    ...resolution,
    required: [...(resolution.required ?? []), detail(number)],
    properties: { ...resolution.properties, [detail(number)]: field },
  };
  return {
    ...renamed,
    states,
    transitions: Object.fromEntries(transitions) as Workflow["transitions"],
    clocks: Object.fromEntries(clocks) as NonNullable<Workflow["clocks"]>,
    forms: { ...renamed.forms, resolution: form as typeof resolution },
  };
}
