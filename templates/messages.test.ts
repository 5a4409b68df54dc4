import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Organisation } from "../engine/definition/organisation.js";
import { parseDefinition } from "../engine/definition/parse.js";
import type { Template } from "../engine/definition/template.js";
import {
  ALERT_VARIABLES,
  countSegments,
  lintTemplate,
  renderMessage,
  SUGGESTION_VARIABLES,
  TEMPLATE_VARIABLES,
} from "./index.js";

const FOLDER = new URL("./messages/", import.meta.url);

/** What the engine and the ticket workflow send by id, and what staff are offered as answers to tickets. */
const SHIPPED = [
  "alert-due-soon",
  "alert-emergency",
  "alert-escalated",
  "alert-late",
  "alert-overdue",
  "answer-appointment",
  "answer-bill",
  "answer-password",
  "answer-refill",
  "answer-training",
  "sms-choose",
  "sms-help",
  "sms-link",
  "sms-started",
  "sms-stopped",
  "ticket-assigned",
  "ticket-closed",
  "ticket-emergency",
  "ticket-escalated",
  "ticket-handed-over",
  "ticket-in-progress",
  "ticket-received",
  "ticket-reopened",
  "ticket-reply",
  "ticket-resolved",
];

/** Their length is up to the staff member who writes, or to the number of open cases. */
const FREE_LENGTH = ["ticket-reply", "ticket-resolved", "sms-choose"];

const ORGANISATION: Organisation = {
  kind: "organisation",
  spec: 1,
  name: "Tumaini Clinic",
  defaultLanguage: "en",
  languages: ["en", "sw"],
  country: "KE",
  emergencyNumber: "999",
  roles: [{ id: "admin", name: "Administrator", permissions: [], queues: ["*"] }],
  queues: [{ id: "triage", name: "Triage" }],
};

const templates = readdirSync(FOLDER).map((file) => ({
  file,
  template: parse(readFileSync(new URL(file, FOLDER), "utf8")) as Template,
}));
const texts = templates.flatMap(({ template }) =>
  Object.keys(template.texts.sms).map((language) => ({ id: template.id, language, template })),
);

test("every message that the engine and the ticket workflow send is shipped", () => {
  expect(templates.map(({ template }) => template.id).toSorted()).toEqual(SHIPPED);
});

describe.each(templates)("$file", ({ file, template }) => {
  test("has the shape of a template and the name of its file", () => {
    expect(parseDefinition("template", template)).toMatchObject({ ok: true });
    expect(file).toBe(`${template.id}.yaml`);
  });

  test("exists in English and Swahili, in different words", () => {
    expect(Object.keys(template.texts.sms)).toEqual(["en", "sw"]);
    expect(template.texts.sms.en).not.toBe(template.texts.sms.sw);
  });

  test("has nothing to complain about but a length that staff choose", () => {
    const findings = lintTemplate(template, ORGANISATION, knownTo(template));
    const allowed = findings.filter(({ code, severity }) => code === "T004" && severity === "info");
    expect(findings).toEqual(allowed);
  });
});

describe.each(texts)("$id in $language", ({ language, template }) => {
  test("fits one SMS with everyday values", () => {
    expect(countSegments(filled(template, language, "sample"))).toMatchObject({
      encoding: "GSM7",
      segments: 1,
    });
  });

  test("reads well when nothing optional is known", () => {
    const text = filled(template, language, "required");
    expect(text).not.toMatch(/ {2}|\s$|: ?$|undefined|null/);
  });
});

test.each(texts.filter(({ id }) => !FREE_LENGTH.includes(id)))(
  "$id in $language fits one SMS even with the longest values",
  ({ template, language }) => {
    expect(countSegments(filled(template, language, "longest")).segments).toBe(1);
  },
);

test.each(texts.filter(({ id }) => /^(ticket|alert)-/.test(id)))(
  "$id in $language tells the ticket id",
  ({ template, language }) => {
    expect(filled(template, language, "sample")).toContain("T-4K7Q-9");
  },
);

test("the acknowledgement says what to do in an emergency", () => {
  const { template } = templates.find(({ template: { id } }) => id === "ticket-received") ?? {};
  expect(filled(template as Template, "en", "sample")).toContain(
    "If this is an emergency call 999",
  );
});

test("whoever writes of a danger sign is told which number to call, and who is being called", () => {
  const { template } = templates.find(({ template: { id } }) => id === "ticket-emergency") ?? {};
  const text = filled(template as Template, "en", "sample");
  expect(text).toContain("Call 999 now or go to the nearest hospital. Medical team is being");
});

test("the help text names the clinic and how to reach it", () => {
  const { template } = templates.find(({ template: { id } }) => id === "sms-help") ?? {};
  const text = filled(template as Template, "en", "sample");
  expect(text).toMatch(/^Tumaini Clinic: send us your question here/);
  expect(text).toContain("999");
});

function filled(template: Template, language: string, which: "sample" | "longest" | "required") {
  const entries = Object.entries(knownTo(template))
    .filter(([, variable]) => which !== "required" || !variable.mayBeEmpty)
    .map(([path, variable]) => [path, which === "longest" ? variable.longest : variable.sample]);
  const rendered = renderMessage({
    template,
    channel: "sms",
    language,
    defaultLanguage: "en",
    variables: Object.fromEntries(entries) as Record<string, string>,
    known: knownTo(template),
  });
  if (!rendered.ok) throw new Error(rendered.message);
  return rendered.text;
}

/** What an alert to staff may name differs from what a message to a patient may. */
function knownTo({ id, suggest }: Template) {
  if (suggest !== undefined) return SUGGESTION_VARIABLES;
  return id.startsWith("alert-") ? ALERT_VARIABLES : TEMPLATE_VARIABLES;
}
