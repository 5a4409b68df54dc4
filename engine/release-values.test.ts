import { expect, test } from "vitest";
import { shippedRelease } from "../tests/support/shipped-release.js";
import { variablesKnownTo } from "./release-variables.js";

const shipped = await shippedRelease();
const valuesIn = (path: string, template = "ticket-received", release = shipped) => {
  const { sample, longest } = variablesKnownTo(template, release)[path] ?? {};
  return [sample, longest];
};

test("a message is shown with the name, the ids, the queues and the priorities that the release has", () => {
  expect(valuesIn("clinic.name")).toEqual(["Sunrise Clinic", "Sunrise Clinic"]);
  expect(valuesIn("case.id")).toEqual(["T-4K7Q-9", "T-9W4K7-P"]);
  const organisation = {
    ...shipped.organisation,
    name: "The Wilhelmina Community Health Centre",
    queues: [
      { id: "a", name: "Desk" },
      { id: "b", name: "Everybody who is there at night" },
    ],
  };
  const release = { ...shipped, organisation };
  expect(valuesIn("clinic.name", "sms-help", release)).toEqual([
    organisation.name,
    organisation.name,
  ]);
  expect(valuesIn("case.queueName", "ticket-received", release)).toEqual([
    "Desk",
    "Everybody who is there at night",
  ]);
});

test("with the states and priorities of the workflow that sends it, and of all where none does", () => {
  const ticket = shipped.workflows.find(({ id }) => id === "ticket");
  if (!ticket) throw new Error("no ticket is shipped");
  const other = {
    ...ticket,
    ...{ id: "referral", priorities: ["As soon as anybody can"], onCreate: [] },
    subject: { ...ticket.subject, prefix: "REF" },
    transitions: {},
    states: { on: { name: "On", class: "new" as const } },
  };
  const release = { ...shipped, workflows: [ticket, other] };
  expect(valuesIn("case.priority", "ticket-received", release)[1]).toBe("Emergency");
  expect(valuesIn("case.priority", "sms-help", release)[1]).toBe("As soon as anybody can");
  expect(valuesIn("case.id", "sms-help", release)).toEqual(["T-4K7Q-9", "REF-9W4K7-P"]);
});
