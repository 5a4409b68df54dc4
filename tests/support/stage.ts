import type { Json } from "../../engine/definition/names.js";
import type { Actor } from "../../engine/interpreter/event.js";
import { slim } from "../../engine/interpreter/index.js";
import { caseCollection, openCasesOf } from "../../engine/store/cases.js";
import { contactAt } from "../../engine/store/contacts.js";
import { currentRelease } from "../../engine/store/releases.js";
import { insertUser } from "../../engine/store/users.js";
import type { CaseInput, CaseView } from "../../workflows/case/messages.js";
import { type Clinic, people, settled, until } from "./clinic.js";

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
export async function viewOf(clinic: Clinic, id: string): Promise<CaseView> {
  return clinic.client.workflow.getHandle(id).query<CaseView>("view");
}

/** A ticket that a patient opens by SMS, as soon as it is routed. */
export async function byMessage(clinic: Clinic, phone: string, text: string): Promise<string> {
  await clinic.receive(phone, text);
  return until(`a routed case for ${phone}`, async () => {
    const address = `sms:${phone}`;
    const contact = await contactAt(clinic.store, address);
    const [found] = contact ? await openCasesOf(clinic.store, contact._id) : [];
    return found !== undefined && found.stateId !== "new" && found._id;
  });
}

/** A ticket that staff open, as soon as it is routed. */
export async function byForm(
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

/** A ticket of a common kind, as soon as it is routed and written. */
export async function openTicket(clinic: Clinic, phone?: string): Promise<string> {
  const { id } = await clinic.cases.create({
    workflow: "ticket",
    data: { description: "My card is lost" },
    contact: phone === undefined ? null : { phone },
    actor: people.support,
    requestId: crypto.randomUUID(),
  });
  await settled(clinic, id, 2);
  return id;
}

/** A report of a lost thing, as soon as the search has begun. */
export async function lostProperty(
  clinic: Clinic,
  phone: string,
  details: string,
): Promise<string> {
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
export async function inState(clinic: Clinic, id: string, state: string): Promise<void> {
  await until(`${id} in ${state}`, async () => (await viewOf(clinic, id)).state.state === state);
}

/** An action through the gateway, as the API takes it. */
export async function act(
  clinic: Clinic,
  caseId: string,
  action: string,
  input: { readonly [field: string]: Json } = {},
  actor: Actor = people.support,
): Promise<void> {
  const requestId = crypto.randomUUID();
  await clinic.cases.act({ caseId, action, input, actor, requestId, seenEntry: null });
}

/** An action straight to the case, whether or not anybody runs it yet. */
export async function update(
  clinic: Clinic,
  id: string,
  action: string,
  requestId: string,
): Promise<void> {
  const asked = { action, input: {}, actor: people.admin, requestId, seenEntry: null };
  await clinic.client.workflow.getHandle(id).executeUpdate("act", { args: [asked] });
}

/** The same request twice, past everything that would stop the second before it reaches the case. */
export async function repeated(clinic: Clinic, id: string): Promise<void> {
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
export async function writes(clinic: Clinic, id: string, number: number): Promise<void> {
  const { state } = await viewOf(clinic, id);
  const conversation = state.contact?.conversation ?? "sms/nobody";
  const message = { id: `made-up-${String(number)}`, conversation, number, text: "Hello?" };
  await clinic.client.workflow.getHandle(id).signal("message_received", message);
}

/** Adds a member of staff, so that cases can be given to them. */
export async function employ(clinic: Clinic, id: string): Promise<void> {
  const user = { _id: id, email: `${id}@clinic.example`, name: id, passwordHash: "none" };
  await insertUser(clinic.store, { ...user, roles: [], active: true, createdAt: new Date(0) });
}

/** Somebody tightens the database by hand. */
export async function tighten(clinic: Clinic, validator: object): Promise<void> {
  await clinic.store.connection.db?.command({ collMod: "events", validator });
}

/** Somebody writes another turn into the projection by hand. */
export async function moveProjection(clinic: Clinic, id: string, by: number): Promise<void> {
  await clinic.store.of(caseCollection).updateOne({ _id: id }, { $inc: { turn: by } });
}

/** A case with a program that no lint has seen: its only transition has no `from`. */
export async function startBroken(clinic: Clinic): Promise<string> {
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
