import { describe, expect, test } from "vitest";
import type { Organisation } from "../engine/definition/organisation.js";
import type { Template } from "../engine/definition/template.js";
import { lintTemplate } from "./lint.js";
import { variablesOf } from "./uses.js";
import { dataVariables, TEMPLATE_VARIABLES, type TemplateVariables } from "./variables.js";

describe("an admin is told before a patient is", () => {
  test("T001: that a variable does not exist, and which was meant", () => {
    expect(lint("{{case.id}} {{contact.nmae}}")).toEqual([
      {
        code: "T001",
        severity: "error",
        path: "/texts/sms/en",
        message: "Line 1, column 15: there is no variable `contact.nmae`.",
        fix: "Did you mean `contact.name`?",
      },
    ]);
  });

  test("T001: also in a condition or under a format", () => {
    expect(codes("{{case.id}}{{#if nope}}a{{/if}}")).toEqual(["T001"]);
    expect(codes('{{case.id}}{{default nope "a"}}')).toEqual(["T001"]);
  });

  test("T002: that a value may be empty, unless the text says what then", () => {
    expect(lint("{{case.id}}: Dear {{contact.name}}")).toMatchObject([
      { code: "T002", severity: "warning", fix: expect.stringContaining("{{default contact.name") },
    ]);
    expect(codes('{{case.id}} {{default contact.name "friend"}}')).toEqual([]);
    expect(codes('{{case.id}} {{default (first_name contact.name) "friend"}}')).toEqual([]);
    expect(codes("{{case.id}} {{#if contact.name}}{{contact.name}}{{/if}}")).toEqual([]);
    expect(
      codes("{{case.id}} {{#unless contact.name}}x{{else}}{{contact.name}}{{/unless}}"),
    ).toEqual([]);
  });

  test("T002: that the fallback may be empty, or stands on the wrong side", () => {
    expect(codes("{{case.id}} {{default contact.name link}}")).toEqual(["T002"]);
    expect(codes("{{case.id}} {{#if contact.name}}x{{else}}{{contact.name}}{{/if}}")).toEqual([
      "T002",
    ]);
    expect(codes("{{case.id}} {{#if link}}{{contact.name}}{{/if}}")).toEqual(["T002"]);
  });

  test("T003: that a language of the organisation is missing", () => {
    expect(lint("{{case.id}}", { languages: ["en", "sw"] })).toMatchObject([
      {
        code: "T003",
        severity: "warning",
        path: "/texts/sms",
        message: expect.stringContaining("`sw`"),
      },
    ]);
  });

  test("T004: that the longest values need a second SMS", () => {
    expect(lint(`{{case.id}} ${"a".repeat(140)} {{clinic.name}}`)).toMatchObject([
      { code: "T004", severity: "warning", message: "With the longest values this takes 2 SMS." },
    ]);
  });

  test("T004: that one character makes every SMS dearer", () => {
    expect(lint("{{case.id}}: it’s your turn")).toMatchObject([
      {
        code: "T004",
        severity: "warning",
        message: expect.stringContaining("outside the SMS alphabet"),
      },
    ]);
  });

  test("T004: how long staff can make it, as information", () => {
    expect(lint("{{case.id}}: {{input.text}}")).toMatchObject([{ code: "T004", severity: "info" }]);
  });

  test("T004: that a text would never be sent", () => {
    expect(lint(`{{case.id}} ${"a".repeat(1000)}`)).toMatchObject([
      { code: "T004", severity: "error" },
    ]);
  });

  test("T005: that clinical data must not leave, by SMS or e-mail", () => {
    const known = { ...TEMPLATE_VARIABLES, ...clinicalData() };
    const [finding] = lint('{{case.id}} {{default data.diagnosis "-"}}', {}, known);
    expect(finding).toMatchObject({ code: "T005", severity: "error" });
    expect(finding?.fix).toContain("{{link}}");
    const email: Template = {
      ...templateOf("{{case.id}}"),
      texts: {
        sms: { en: "{{case.id}}" },
        email: { en: "{{case.id}} {{#if data.diagnosis}}x{{/if}}" },
      },
    };
    expect(lintTemplate(email, organisation(["en"]), known)).toMatchObject([
      { code: "T005", path: "/texts/email/en" },
    ]);
  });

  test("T006: that the patient is not told which case it is, except in answers about the phone", () => {
    expect(codes("Hello")).toEqual(["T006"]);
    const help: Template = { ...templateOf("Hello"), id: "sms-help" };
    expect(lintTemplate(help, organisation(["en"]))).toEqual([]);
  });

  test.each([
    [
      "{{case.id}}\n\n  {{{case.id}}}",
      "Line 3, column 3: raw output (`{{{` or `{{&`) is not allowed.",
    ],
    ["{{case.id}}\n{{#if link}}a{{/unless}}", "Line 2, column 4: if doesn't match unless."],
    ["{{case.id}}\n {{case.id", "Line 2, column 1: the braces do not close as they should."],
    ["{{> header}}", "Line 1, column 1: a partial (`{{>`) is not allowed."],
    ["{{date case.id link}}", "Line 1, column 1: `date` takes one value."],
  ])("T007: where and why %j is not allowed", (source, message) => {
    expect(lint(source)).toMatchObject([
      { code: "T007", severity: "error", path: "/texts/sms/en", message },
    ]);
  });
});

test("the variables of a text are listed once each, sorted", () => {
  expect(
    variablesOf("{{link}}{{#if case.id}}{{default contact.name (upper case.id)}}{{/if}}{{link}}"),
  ).toEqual(["case.id", "contact.name", "link"]);
  expect(variablesOf("{{#each x}}")).toEqual([]);
});

test("a data field without a class counts as clinical", () => {
  expect(clinicalData()["data.diagnosis"]?.phi).toBe("clinical");
  expect(clinicalData()["data.subject"]?.phi).toBe("contact");
});

function clinicalData(): TemplateVariables {
  return dataVariables({
    type: "object",
    properties: {
      diagnosis: { title: "Diagnosis", type: "string", maxLength: 20 },
      subject: { title: "Subject", type: "string", maxLength: 20, "x-phi": "contact" },
    },
    additionalProperties: false,
  });
}

function codes(source: string): string[] {
  return lint(source).map(({ code }) => code);
}

function lint(
  source: string,
  { languages = ["en"] }: { languages?: string[] } = {},
  known?: TemplateVariables,
) {
  return lintTemplate(templateOf(source), organisation(languages), known);
}

function templateOf(source: string): Template {
  return { kind: "template", spec: 1, id: "probe", name: "Probe", texts: { sms: { en: source } } };
}

function organisation(languages: string[]): Organisation {
  return {
    kind: "organisation",
    spec: 1,
    name: "Tumaini Clinic",
    defaultLanguage: "en",
    languages,
    country: "KE",
    emergencyNumber: "999",
    roles: [],
    queues: [],
  };
}
