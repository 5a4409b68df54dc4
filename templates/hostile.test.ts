import { expect, test } from "vitest";
import type { Organisation } from "../engine/definition/organisation.js";
import type { Template } from "../engine/definition/template.js";
import { lintTemplate, renderMessage } from "./index.js";

/** Values that an attack would like to reach or run. */
const VARIABLES = { "case.id": "T-4K7Q-9", "contact.name": "Amina", secret: "CANARY" };

const OBJECT_MACHINERY = [
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "__defineGetter__",
  "__lookupGetter__",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "constructor.constructor",
  "constructor.prototype",
  "__proto__.polluted",
  "toString.constructor",
  "case.constructor",
  "case.__proto__",
  "case.id.constructor",
  "case.id.__proto__.x",
  "contact.name.length",
  "contact.name.constructor.name",
  "case.id.toString",
];

/** Each of these must be refused by the lint and by delivery. */
const REFUSED: readonly string[] = [
  ...OBJECT_MACHINERY.map((path) => `{{${path}}}`),
  ...OBJECT_MACHINERY.map((path) => `{{#if ${path}}}x{{/if}}`),
  ...OBJECT_MACHINERY.map((path) => `{{default ${path} "x"}}`),
  "{{{case.id}}}",
  "{{&case.id}}",
  "{{& case.id}}",
  "{{~{case.id}~}}",
  "{{{{case.id}}}}x{{{{/case.id}}}}",
  '{{{default case.id "x"}}}',
  "{{{{raw}}}}{{case.id}}{{{{/raw}}}}",
  "{{this}}",
  "{{.}}",
  "{{this.case.id}}",
  "{{./case.id}}",
  "{{this/case}}",
  "{{case/id}}",
  "{{../case.id}}",
  "{{../../x}}",
  "{{..}}",
  "{{#if ../x}}y{{/if}}",
  "{{#if this}}x{{/if}}",
  "{{#if .}}x{{/if}}",
  "{{@root}}",
  "{{@root.secret}}",
  "{{@index}}",
  "{{@key}}",
  "{{@first}}",
  "{{@level}}",
  "{{#if @root}}x{{/if}}",
  '{{default @root "x"}}',
  "{{upper this}}",
  "{{upper .}}",
  "{{case.[id]}}",
  "{{[case].id}}",
  "{{[constructor]}}",
  "{{case.[__proto__]}}",
  "{{case.[0]}}",
  "{{[case.id]}}",
  "{{#each this}}{{this}}{{/each}}",
  "{{#each case}}{{@key}}{{/each}}",
  "{{#each @root}}{{.}}{{/each}}",
  "{{#with case}}{{id}}{{/with}}",
  '{{#with "s" as |string|}}{{string.sub.constructor}}{{/with}}',
  '{{#with (lookup this "constructor")}}{{/with}}',
  "{{#if case.id as |x|}}{{x}}{{/if}}",
  '{{lookup this "constructor"}}',
  '{{lookup case "id"}}',
  '{{#if (lookup case "id")}}x{{/if}}',
  "{{log case.id}}",
  "{{log this}}",
  '{{log "x" level="error"}}',
  "{{debugger}}",
  "{{> header}}",
  '{{> (lookup . "x")}}',
  "{{#> layout}}x{{/layout}}",
  "{{> @partial-block}}",
  "{{>(upper case.id)}}",
  '{{#*inline "x"}}y{{/inline}}',
  "{{* decorate}}",
  "{{*decorate case.id}}",
  "{{#* activate case.id}}{{/activate}}",
  "{{helperMissing case.id}}",
  "{{blockHelperMissing case.id}}",
  "{{#blockHelperMissing case.id}}x{{/blockHelperMissing}}",
  "{{helperMissing}}",
  "{{#constructor}}x{{/constructor}}",
  "{{#case.id}}x{{/case.id}}",
  "{{^case.id}}x{{/case.id}}",
  '{{#default case.id "x"}}{{/default}}',
  "{{#__proto__}}x{{/__proto__}}",
  '{{constructor "return process"}}',
  "{{toString case.id}}",
  "{{__proto__ case.id}}",
  '{{hasOwnProperty "x"}}',
  "{{call case.id}}",
  '{{eval "1"}}',
  '{{require "fs"}}',
  "{{process.env}}",
  "{{globalThis}}",
  "{{env.JWT_SECRET}}",
  "{{upper case.id x=1}}",
  '{{default case.id "x" y=constructor}}',
  "{{case.id x=1}}",
  "{{#if case.id includeZero=true}}x{{/if}}",
  "{{upper (constructor case.id)}}",
  '{{upper (lookup case "id")}}',
  "{{upper (default case.id this)}}",
  "{{(upper case.id)}}",
  "{{if case.id}}",
  "{{#if}}x{{/if}}",
  "{{#if case.id case.id}}x{{/if}}",
  '{{#if "x"}}y{{/if}}',
  "{{#if 1}}y{{/if}}",
  "{{#if (upper case.id)}}y{{/if}}",
  "{{upper}}",
  "{{upper case.id case.id}}",
  "{{default case.id}}",
  '{{"case.id"}}',
  "{{1}}",
  "{{true}}",
  "{{null}}",
  "{{undefined}}",
  "{{upper true}}",
  "{{upper null}}",
  "{{upper undefined}}",
  "{{else}}",
  "{{/if}}",
  "{{#if case.id}}",
  "{{case.id",
  "{{case.id}",
  "{{}}",
  "{{ }}",
  "{{#if case.id}}x{{/unless}}",
  "{{case..id}}",
  "{{case.id.}}",
  "{{.case.id}}",
  "{{Case.id}}",
  "{{case.ID.a.b.c}}",
  "{{a.b.c.d.e}}",
  "{{case.іd}}",
  "{{ｃase.id}}",
  "{{case\u200b.id}}",
  "{{case.id\u202e}}",
  "{{sеcret}}",
  "{{secret}}",
  "{{case.id\u0000}}",
  "{{7*7}}",
  "{{= case.id}}",
  "{{case.id|upper}}",
  "{{case.id()}}",
  "{{case['id']}}",
  '{{case["id"]}}',
  "{{`x`}}",
  "{{#if case.id}}".repeat(6) + "{{/if}}".repeat(6),
  "{{#if case.id}}".repeat(10_000) + "{{/if}}".repeat(10_000),
  "{{#if case.id}}".repeat(100),
  "{{upper (upper (upper (upper (upper (upper case.id)))))}}",
  "(".repeat(10) + "{{upper " + "(upper ".repeat(200) + "case.id" + ")".repeat(200) + "}}",
  "{{case.id}}".repeat(201),
  "{{case.id}}".repeat(20_000),
  "{".repeat(1_999),
  "{{".repeat(900),
  "{{{{".repeat(400),
  "x".repeat(1_000_000),
  `{{${"a".repeat(1_900)}}}`,
  `{{${"a.".repeat(900)}a}}`,
  `{{upper ${"case.id ".repeat(200)}}}`,
  "{{!".repeat(500),
];

/** These are read as plain text, or fill in harmlessly; nothing in them runs. */
const INERT: readonly (readonly [source: string, text: string])[] = [
  ["\\{{case.id}}", "{{case.id}}"],
  ["｛｛case.id｝｝", "｛｛case.id｝｝"],
  ["❴❴case.id❵❵", "❴❴case.id❵❵"],
  ["{ {case.id} }", "{ {case.id} }"],
  ["{case.id}", "{case.id}"],
  ["${case.id}", "${case.id}"],
  ["${process.exit(1)}", "${process.exit(1)}"],
  ["#{7*7}", "#{7*7}"],
  ["{% include 'x' %}", "{% include 'x' %}"],
  ["{%= case.id %}", "{%= case.id %}"],
  ["<%= global.process %>", "<%= global.process %>"],
  ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["[[${T(java.lang.Runtime)}]]", "[[${T(java.lang.Runtime)}]]"],
  ["#set($x=1)", "#set($x=1)"],
  ["{{!-- {{constructor}} --}}x", "x"],
  ["{{! > header }}x", "x"],
  ["{{!-- {{#each this}} --}}x", "x"],
  ["\r\nBcc: everyone@example.org", "Bcc: everyone@example.org"],
  ["%7B%7Bcase.id%7D%7D", "%7B%7Bcase.id%7D%7D"],
  ["&#123;&#123;case.id}}", "&#123;&#123;case.id}}"],
  ['{{upper "{{case.id}}"}}', "{{CASE.ID}}"],
  ['{{default link "constructor"}}', "constructor"],
  ['{{default link "{{{__proto__}}}"}}', "{{{__proto__}}}"],
  ["{{{{if case.id}}}}{{constructor}}{{{{/if}}}}", "{{constructor}}"],
];

test("the corpus is large enough to mean something", () => {
  expect(REFUSED.length + INERT.length).toBeGreaterThan(200);
});

test.each(REFUSED.map((source) => ({ source, start: source.slice(0, 60) })))(
  "$start is refused with a finding and is never sent",
  ({ source }) => {
    const errors = lintTemplate(templateOf(source), ORGANISATION).filter(
      ({ severity }) => severity === "error",
    );
    expect(errors).not.toEqual([]);
    expect(render(source)).toMatchObject({ ok: false });
  },
);

test.each(INERT)("%j is only text", (source, text) => {
  expect(render(source)).toEqual({ ok: true, text, language: "en" });
});

test("what is no text at all is refused, so that no syntax tree comes in from outside", () => {
  const tree = { type: "Program", body: [{ type: "ContentStatement", value: "x" }] };
  expect(render(tree as unknown as string)).toMatchObject({ ok: false, code: "template_invalid" });
});

test("nothing of it leaves a trace in the object machinery", () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  for (const source of [...REFUSED, ...INERT.map(([each]) => each)]) {
    render(source);
    lintTemplate(templateOf(source), ORGANISATION);
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

const ORGANISATION: Organisation = {
  kind: "organisation",
  spec: 1,
  name: "Tumaini Clinic",
  defaultLanguage: "en",
  languages: ["en"],
  country: "KE",
  emergencyNumber: "999",
  roles: [],
  queues: [],
};

function render(source: string) {
  return renderMessage({
    template: templateOf(source),
    channel: "email",
    language: "en",
    defaultLanguage: "en",
    variables: VARIABLES,
  });
}

function templateOf(source: string): Template {
  return { kind: "template", spec: 1, id: "probe", name: "Probe", texts: { sms: { en: source } } };
}
