import { describe, expect, it } from "vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import { explain } from "./explain.js";
import { parseDefinition, parseRelease } from "./parse.js";
import { MAX_CHARACTERS, MAX_DEPTH } from "./plain.js";
import { PUBLISHED_SCHEMAS } from "./schemas.js";

const template = {
  kind: "template",
  spec: 1,
  id: "hello",
  name: "Hello",
  texts: { sms: { en: "Hello" } },
};

function findingsOf(content: unknown): readonly string[] {
  const parsed = parseDefinition("template", content);
  return parsed.ok ? [] : parsed.findings.map(({ code, path }) => `${code} ${path}`);
}

describe("a definition from untrusted content", () => {
  it("comes back as a copy that nobody else can change", () => {
    const parsed = parseDefinition("template", template);
    expect(parsed).toEqual({ ok: true, value: template });
    expect(parsed.ok && parsed.value).not.toBe(template);
  });

  it("loses members that are undefined, as JSON would", () => {
    const parsed = parseDefinition("template", { ...template, description: undefined });
    expect(parsed.ok && Object.keys(parsed.value)).toEqual(Object.keys(template));
  });

  it("is read once, so that a getter cannot answer twice", () => {
    let asked = 0;
    const content = Object.defineProperty({ ...template }, "name", {
      enumerable: true,
      get: () => (asked++ === 0 ? "Hello" : { evil: true }),
    });
    expect(parseDefinition("template", content)).toMatchObject({
      ok: true,
      value: { name: "Hello" },
    });
  });

  it("may not name what reaches the language's own objects", () => {
    const content: unknown = JSON.parse('{"kind":"template","__proto__":{"spec":1}}');
    expect(findingsOf(content)).toEqual(["D003 /__proto__"]);
    expect(findingsOf({ ...template, constructor: {} })).toEqual(["D003 /constructor"]);
  });

  it("is bounded in size, whatever it is made of", () => {
    expect(findingsOf("x".repeat(MAX_CHARACTERS))).toEqual(["D001 "]);
    expect(findingsOf(Array.from({ length: MAX_CHARACTERS }, () => null))).toEqual(["D001 "]);
  });

  it("is bounded in depth, even when it contains itself", () => {
    const content: { [key: string]: unknown } = { description: "", ...template };
    content["description"] = content;
    const [first] = findingsOf(content);
    expect(first).toBe(`D002 ${"/description".repeat(MAX_DEPTH)}`);
  });

  it("holds nothing but JSON", () => {
    for (const alien of [new Date(0), new Map(), () => 1, Symbol("x"), 10n, NaN, "\uDC00", "a\0b"])
      expect(findingsOf({ ...template, name: alien })).toEqual(["D004 /name"]);
  });
});

describe("a release from untrusted content", () => {
  it("tells what is wrong in every part at once", () => {
    const parsed = parseRelease({
      organisation: {},
      workflows: [{}],
      ruleSets: {},
      templates: [template, 1],
    });
    const paths = parsed.ok ? [] : parsed.findings.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(["/organisation", "/workflows/0", "/ruleSets", "/templates/1"]),
    );
  });

  it("comes out sorted by id, so that the order of files does not change its hash", () => {
    const organisation = {
      kind: "organisation",
      spec: 1,
      name: "Clinic",
      defaultLanguage: "en",
      languages: ["en"],
      country: "KE",
      emergencyNumber: "999",
      roles: [{ id: "admin", name: "Admin", permissions: [], queues: [] }],
      queues: [{ id: "front", name: "Front" }],
    };
    const templates = ["b", "a"].map((id) => ({ ...template, id }));
    const parsed = parseRelease({ organisation, workflows: [], ruleSets: [], templates });
    expect(parsed.ok && parsed.value.templates.map(({ id }) => id)).toEqual(["a", "b"]);
  });
});

describe("the explanation of a refusal", () => {
  const cases: readonly (readonly [what: string, change: object, path: string, words: RegExp])[] = [
    ["a missing member", { name: undefined }, "", /`name` is missing/],
    ["a misspelt member", { nmae: "x" }, "/nmae", /not known here.*Did you mean `name`/],
    ["a wrong kind", { name: 7 }, "/name", /Expected text/],
    ["a wrong pattern", { id: "Not An Id" }, "/id", /is not an id/],
    ["a wrong constant", { kind: "workflow" }, "/kind", /Expected `template`/],
    ["an empty text", { name: "" }, "/name", /too short/],
    ["a text too long", { name: "x".repeat(121) }, "/name", /longer than 120/],
  ];
  it.each(cases)("names the place and the remedy of %s", (_what, change, path, words) => {
    const parsed = parseDefinition("template", { ...template, ...change });
    const [found] = parsed.ok ? [] : parsed.findings;
    expect(found?.path).toBe(path);
    expect(`${found?.message ?? ""} ${found?.fix ?? ""}`).toMatch(words);
  });

  it("finds nothing where ajv finds nothing", () => {
    expect(explain(PUBLISHED_SCHEMAS.template, template)).toEqual([]);
  });
});

describe("the published schemas", () => {
  it.each(Object.entries(PUBLISHED_SCHEMAS))(
    "%s stands alone and compiles strictly",
    (_kind, schema) => {
      expect(() => new Ajv2020({ strict: true }).compile(schema)).not.toThrow();
      expect(JSON.stringify(schema)).not.toMatch(/"\$ref":"(?!#\/\$defs\/)/);
    },
  );

  it("let no member pass that nobody described", () => {
    const open: string[] = [];
    const visit = (part: unknown, path: string): void => {
      if (typeof part !== "object" || part === null) return;
      const { type, additionalProperties } = part as {
        type?: unknown;
        additionalProperties?: unknown;
      };
      if (type === "object" && additionalProperties !== false) open.push(path);
      for (const [key, inner] of Object.entries(part)) visit(inner, `${path}/${key}`);
    };
    for (const [kind, schema] of Object.entries(PUBLISHED_SCHEMAS)) visit(schema, kind);
    expect(open).toEqual([]);
  });
});
