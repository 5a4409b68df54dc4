import type { Json } from "../../engine/definition/names.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { slim } from "../../engine/interpreter/index.js";
import type { Actor } from "../../engine/interpreter/event.js";
import { caseDoc, caseCollection, openCasesOf } from "../../engine/store/cases.js";
import { contactCollection } from "../../engine/store/contacts.js";
import { currentRelease } from "../../engine/store/releases.js";
import type { CaseInput, CaseView } from "../../workflows/case/messages.js";
import { type Clinic, people, until } from "../support/clinic.js";

/** One story to record. `clinic` says which one it plays in; it answers the case when nothing is left to do in it. */
export type Scene = {
  readonly name: string;
  readonly clinic: "ordinary" | "hasty" | "late";
  play(clinic: Clinic, phone: string): Promise<string>;
};

/** A release in which every clock runs out within seconds. */
export function hasty(body: ReleaseBody): ReleaseBody {
  const workflows = body.workflows.map((workflow) => ({
    ...workflow,
    clocks: Object.fromEntries(
      Object.entries(workflow.clocks ?? {}).map(([id, clock]) => [
        id,
        { ...clock, target: HASTY[id] ?? "PT2S" },
      ]),
    ),
  }));
  return { ...body, workflows };
}

const HASTY: { readonly [clock: string]: string | Record<string, string> } = {
  first_response: {
    Emergency: "PT2S",
    Critical: "PT2S",
    High: "PT3S",
    Medium: "PT4S",
    Low: "PT30S",
  },
};

/** Everything that the loop and the interpreter can do, as short stories with made-up people. */
export const SCENES: readonly Scene[] = [
  {
    name: "answered-and-closed",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "Why is my bill so high?");
      await act(clinic, id, "claim");
      await act(clinic, id, "reply", { text: "We look into it." });
      await act(clinic, id, "ask", { text: "Which month?" });
      await clinic.receive(phone, "March");
      await inState(clinic, id, "in_progress");
      await act(clinic, id, "note", { text: "March is wrong." });
      await act(clinic, id, "resolve", { resolution: "You get a new bill." });
      await act(clinic, id, "close");
      return id;
    },
  },
  {
    name: "reopened",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "I need an appointment");
      await act(clinic, id, "resolve", { resolution: "Monday at 9." });
      await act(clinic, id, "reopen", {}, people.medical);
      await act(clinic, id, "resolve", { resolution: "Monday at 10." });
      await clinic.receive(phone, "Can it be Tuesday?");
      await inState(clinic, id, "in_progress");
      await act(clinic, id, "resolve", { resolution: "Tuesday at 10." });
      return id;
    },
  },
  {
    name: "moved-around",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byForm(clinic, { phone }, { description: "The app does not open" });
      await act(clinic, id, "assign", { assignee: "u-support" });
      await act(clinic, id, "move", { queue: "billing" });
      await act(clinic, id, "prioritise", { priority: "Low" });
      await act(clinic, id, "claim");
      await act(clinic, id, "release");
      await act(clinic, id, "hand_to_medical", { reason: "It sounds medical." });
      await act(clinic, id, "escalate", { reason: "Getting worse." }, people.medical);
      await act(clinic, id, "void", { reason: "A test." }, people.admin);
      return id;
    },
  },
  {
    name: "nobody-to-write-to",
    clinic: "ordinary",
    play: async (clinic) => {
      const id = await byForm(clinic, null, { description: "At the desk: a lost card" });
      await act(clinic, id, "claim");
      await act(clinic, id, "resolve", { resolution: "A new card." });
      await act(clinic, id, "close");
      return id;
    },
  },
  {
    name: "twenty-notes-at-once",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "Hello");
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          act(clinic, id, "note", { text: `note ${String(n)}` }),
        ),
      );
      return id;
    },
  },
  {
    name: "fresh-run",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "Is the clinic open on Sunday?");
      const first = await clinic.client.workflow.getHandle(id).describe();
      await clinic.client.workflow.getHandle(id).signal("upgrade", 1);
      for (let n = 0; n < 12; n += 1) await act(clinic, id, "note", { text: `note ${String(n)}` });
      await until("a fresh run", async () => {
        const { runId } = await clinic.client.workflow.getHandle(id).describe();
        return runId !== first.runId;
      });
      await repeated(clinic, id);
      await act(clinic, id, "claim");
      return id;
    },
  },
  {
    name: "provider-in-trouble",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const refuse = { kind: "refuse", statusCode: 403, status: "InvalidPhoneNumber" } as const;
      const id = await byMessage(clinic, phone, "What does a vaccination cost?");
      await quiet(clinic, id);
      await clinic.provider.rules(
        {
          to: phone,
          textIncludes: "first",
          times: 1,
          fault: { kind: "throttle", retryAfter: "1" },
        },
        { to: phone, textIncludes: "second", fault: refuse },
      );
      await act(clinic, id, "reply", { text: "This is the first." });
      await act(clinic, id, "reply", { text: "This is the second." });
      await quiet(clinic, id);
      await clinic.provider.rules();
      return id;
    },
  },
  {
    name: "message-after-the-end",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "My chest hurts");
      await quiet(clinic, id);
      await clinic.provider.rules({
        to: phone,
        times: 1,
        fault: { kind: "throttle", retryAfter: "1" },
      });
      await act(clinic, id, "resolve", { resolution: "Seen by the doctor." }, people.medical);
      await act(clinic, id, "close", {}, people.medical);
      await writes(clinic, id, 99);
      await clinic.provider.rules();
      return id;
    },
  },
  {
    name: "written-twice",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "Sijui bili yangu");
      for (const number of [7, 7, 3]) await writes(clinic, id, number);
      await act(clinic, id, "claim");
      await repeated(clinic, id);
      return id;
    },
  },
  {
    name: "parked-and-tried-again",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "My card is lost");
      await quiet(clinic, id);
      await tighten(clinic, { caseId: { $ne: id } });
      await act(clinic, id, "note", { text: "Cannot be stored now." });
      await until("parking", async () => (await caseDoc(clinic.store, id))?.parked);
      await tighten(clinic, {});
      const requestId = crypto.randomUUID();
      await clinic.cases.repair(id, { how: "retry", actor: people.admin, requestId });
      await quiet(clinic, id);
      await act(clinic, id, "claim");
      return id;
    },
  },
  {
    name: "parked-and-reloaded",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "My card is lost");
      await quiet(clinic, id);
      await moveProjection(clinic, id, -1);
      await act(clinic, id, "note", { text: "Does not fit the log." });
      await until("parking", async () => (await caseDoc(clinic.store, id))?.parked);
      await moveProjection(clinic, id, 1);
      const requestId = crypto.randomUUID();
      await clinic.cases.repair(id, { how: "reload", actor: people.admin, requestId });
      await act(clinic, id, "claim");
      return id;
    },
  },
  {
    name: "broken-program",
    clinic: "ordinary",
    play: async (clinic) => {
      const id = await startBroken(clinic);
      await writes(clinic, id, 1);
      await until("parking", async () => (await caseDoc(clinic.store, id))?.parked);
      const requestId = crypto.randomUUID();
      await clinic.cases.repair(id, { how: "retry", actor: people.admin, requestId });
      await until("the second alarm", async () => (await viewOf(clinic, id)).parked);
      return id;
    },
  },
  {
    name: "lost-and-found",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await lostProperty(clinic, phone, "I left my phone in the lobby");
      await act(clinic, id, "reply", { text: "We search." }, people.porter);
      await act(clinic, id, "find", { shelf: 12 }, people.porter);
      const back = { receivedBy: "Asha", identityChecked: true };
      await act(clinic, id, "hand_back", back, people.porter);
      return id;
    },
  },
  {
    name: "given-up",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await lostProperty(clinic, phone, "An umbrella near the door");
      await act(clinic, id, "give_up", {}, people.porter);
      return id;
    },
  },
  {
    name: "nobody-answers",
    clinic: "hasty",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "The app shows an error");
      await until(
        "escalation",
        async () => (await caseDoc(clinic.store, id))?.state.data["escalated"],
      );
      await act(clinic, id, "claim", {}, people.medical);
      await act(clinic, id, "resolve", { resolution: "Works again." }, people.medical);
      return until(
        "closing",
        async () => (await caseDoc(clinic.store, id))?.status === "closed" && id,
      );
    },
  },
  {
    name: "more-urgent-than-thought",
    clinic: "hasty",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "Hello");
      await act(clinic, id, "prioritise", { priority: "Low" });
      await act(clinic, id, "prioritise", { priority: "Critical" });
      await until(
        "escalation",
        async () => (await caseDoc(clinic.store, id))?.state.data["escalated"],
      );
      return id;
    },
  },
  {
    name: "search-is-over",
    clinic: "hasty",
    play: async (clinic, phone) => {
      const id = await lostProperty(clinic, phone, "My wallet, yesterday");
      return until(
        "the end",
        async () => (await caseDoc(clinic.store, id))?.status === "closed" && id,
      );
    },
  },
  {
    name: "nobody-fetches-it",
    clinic: "hasty",
    play: async (clinic, phone) => {
      const id = await lostProperty(clinic, phone, "My passport");
      await act(clinic, id, "find", { shelf: 3 }, people.porter);
      await until("a reminder", async () => {
        const { state } = await viewOf(clinic, id);
        return Object.keys(state.clocks).length === 0;
      });
      return id;
    },
  },
  {
    name: "taken-before-the-rules-answer",
    clinic: "late",
    play: async (clinic, phone) => {
      const created = await clinic.cases.create({
        workflow: "ticket",
        data: { description: "Where can I pay?" },
        contact: { phone },
        actor: people.support,
        requestId: crypto.randomUUID(),
      });
      const taken = update(clinic, created.id, "claim", crypto.randomUUID());
      await clinic.startWorker();
      await taken;
      return created.id;
    },
  },
];

/** Waits until a case is over, or has nothing to write and nothing to do. */
export async function quiet(clinic: Clinic, id: string): Promise<void> {
  await until(`quiet of ${id}`, async () => {
    const { status } = await clinic.client.workflow.getHandle(id).describe();
    if (status.name === "COMPLETED") return true;
    const { parked, uncommitted, outstanding } = await viewOf(clinic, id);
    return parked !== null || (uncommitted === 0 && outstanding === 0);
  });
}

/** What a case says of itself, live. */
async function viewOf(clinic: Clinic, id: string): Promise<CaseView> {
  return clinic.client.workflow.getHandle(id).query<CaseView>("view");
}

async function byMessage(clinic: Clinic, phone: string, text: string): Promise<string> {
  await clinic.receive(phone, text);
  return until(`a routed case for ${phone}`, async () => {
    const address = `sms:${phone}`;
    const contact = await clinic.store.of(contactCollection).findOne({ address }).lean();
    const [found] = contact ? await openCasesOf(clinic.store, contact._id) : [];
    return found !== undefined && found.stateId !== "new" && found._id;
  });
}

async function byForm(
  clinic: Clinic,
  contact: { phone: string } | null,
  data: { description: string },
): Promise<string> {
  const actor = people.support;
  const request = { workflow: "ticket", data, contact, actor, requestId: crypto.randomUUID() };
  const { id } = await clinic.cases.create(request);
  await inState(clinic, id, "assigned");
  return id;
}

async function lostProperty(clinic: Clinic, phone: string, details: string): Promise<string> {
  const { id } = await clinic.cases.create({
    workflow: "lost-property",
    data: { details },
    contact: { phone },
    actor: people.porter,
    requestId: crypto.randomUUID(),
  });
  await inState(clinic, id, "searching");
  return id;
}

/** Waits for a state by what the case itself says; the projection may still show the one before. */
async function inState(clinic: Clinic, id: string, state: string): Promise<void> {
  await until(`${id} in ${state}`, async () => (await viewOf(clinic, id)).state.state === state);
}

async function act(
  clinic: Clinic,
  caseId: string,
  action: string,
  input: { readonly [field: string]: Json } = {},
  actor: Actor = people.support,
): Promise<void> {
  const requestId = crypto.randomUUID();
  await clinic.cases.act({ caseId, action, input, actor, requestId, seenEntry: null });
}

async function update(
  clinic: Clinic,
  id: string,
  action: string,
  requestId: string,
): Promise<void> {
  const asked = { action, input: {}, actor: people.admin, requestId, seenEntry: null };
  await clinic.client.workflow.getHandle(id).executeUpdate("act", { args: [asked] });
}

/** The same request twice, past everything that would stop the second before it reaches the case. */
async function repeated(clinic: Clinic, id: string): Promise<void> {
  const requestId = crypto.randomUUID();
  const asked = {
    action: "note",
    input: { text: "Once" },
    actor: people.admin,
    requestId,
    seenEntry: null,
  };
  for (let n = 0; n < 2; n += 1)
    await clinic.client.workflow.getHandle(id).executeUpdate("act", { args: [asked] });
}

/** A message straight to the case, with a number of its conversation. */
async function writes(clinic: Clinic, id: string, number: number): Promise<void> {
  const { state } = await viewOf(clinic, id);
  const conversation = state.contact?.conversation ?? "sms/nobody";
  const message = { id: `made-up-${String(number)}`, conversation, number, text: "Hello?" };
  await clinic.client.workflow.getHandle(id).signal("message_received", message);
}

/** Somebody tightens the database by hand. */
async function tighten(clinic: Clinic, validator: object): Promise<void> {
  await clinic.store.connection.db?.command({ collMod: "events", validator });
}

/** Somebody writes another turn into the projection by hand. */
async function moveProjection(clinic: Clinic, id: string, by: number): Promise<void> {
  await clinic.store.of(caseCollection).updateOne({ _id: id }, { $inc: { turn: by } });
}

/** A case with a program that no lint has seen: its only transition has no `from`. */
async function startBroken(clinic: Clinic): Promise<string> {
  const release = await currentRelease(clinic.store);
  const ticket = release.body.workflows.find(({ id }) => id === "ticket");
  if (!ticket) throw new Error("no ticket workflow");
  const { onCreate: _none, ...program } = slim(ticket);
  const broken = { broken: { name: "Broken", on: [{ event: "message_received" }] } };
  const id = `T-BROKEN-${crypto.randomUUID().slice(0, 4)}`;
  const input: CaseInput = {
    id,
    program: { ...program, transitions: broken as unknown as typeof program.transitions },
    release: 1,
    interpreter: 1,
    created: {
      type: "created",
      id,
      actor: people.support,
      data: { description: "hello" },
      contact: null,
      message: null,
    },
    snapshot: null,
  };
  const { taskQueue } = clinic.tools;
  await clinic.client.workflow.start("caseWorkflow", { workflowId: id, taskQueue, args: [input] });
  await quiet(clinic, id);
  return id;
}
