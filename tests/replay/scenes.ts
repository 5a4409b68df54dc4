import type { Clock } from "../../engine/definition/clock.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { caseDoc } from "../../engine/store/cases.js";
import { people, until } from "../support/clinic.js";
import { dayAndNight, withoutSpread } from "../support/story.js";
import { CALL_SCENES } from "./call-scenes.js";
import { EMERGENCY_SCENES } from "./emergency-scenes.js";
import { LOST_PROPERTY_SCENES } from "./lost-property-scenes.js";
import { MOVING_SCENES } from "./moving-scenes.js";
import type { Scene } from "./scene.js";
import { SKIPPING_SCENES } from "./skipping-scenes.js";
import {
  act,
  byForm,
  byMessage,
  employ,
  inState,
  moveProjection,
  quiet,
  repeated,
  startBroken,
  tighten,
  update,
  viewOf,
  writes,
} from "../support/stage.js";

/** A release in which every clock runs out within seconds. */
export function hasty(body: ReleaseBody): ReleaseBody {
  const workflows = body.workflows
    .map(withoutSpread)
    .map(dayAndNight)
    .map((workflow) => ({
      ...workflow,
      clocks: Object.fromEntries(
        Object.entries(workflow.clocks ?? {}).map(([id, { marks = {}, ...clock }]) => [
          id,
          { ...clock, marks: hastyMarks(marks), target: HASTY[id] ?? "PT2S" },
        ]),
      ),
    }));
  return { ...body, workflows };
}

/** Steps that come at a time of their own come at half of the clock; the others are where they were. */
function hastyMarks(marks: NonNullable<Clock["marks"]>): NonNullable<Clock["marks"]> {
  const entries = Object.entries(marks).map(
    ([id, mark]) => [id, "afterStart" in mark ? { name: mark.name, percent: 50 } : mark] as const,
  );
  return Object.fromEntries(entries);
}

const HASTY: { readonly [clock: string]: string | Record<string, string> } = {
  first_response: {
    Emergency: "PT2S",
    Critical: "PT2S",
    High: "PT3S",
    Medium: "PT4S",
    Low: "PT30S",
  },
  resolution: { Emergency: "none", Critical: "P3D", High: "PT20S", Medium: "P3D", Low: "P3D" },
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
      await employ(clinic, people.support.id);
      await act(clinic, id, "assign", { assignee: people.support.id });
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
    name: "sorted-by-hand",
    clinic: "ordinary",
    play: async (clinic, phone) => {
      const id = await byForm(clinic, { phone }, { description: "Thank you all" });
      await inState(clinic, id, "assigned");
      await act(clinic, id, "categorise", { category: "training" });
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
      const id = await byMessage(clinic, phone, "My knee hurts");
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
    name: "neither-answered-nor-resolved-in-time",
    clinic: "hasty",
    play: async (clinic, phone) => {
      const id = await byMessage(clinic, phone, "The app does not open");
      const data = async () => (await viewOf(clinic, id)).state.data;
      await until("escalation", async () => (await data())["escalated"] === true);
      await act(clinic, id, "claim", {}, people.medical);
      await act(clinic, id, "prioritise", { priority: "High" }, people.medical);
      await until("that it is overdue", async () => (await data())["overdue"] === true);
      await act(clinic, id, "resolve", { resolution: "Use a newer phone." }, people.medical);
      return id;
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
  ...CALL_SCENES,
  ...EMERGENCY_SCENES,
  ...LOST_PROPERTY_SCENES,
  ...SKIPPING_SCENES,
  ...MOVING_SCENES,
];
