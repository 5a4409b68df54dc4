import fc from "fast-check";
import { expect, it } from "vitest";
import { randomWorkflow } from "../../tests/model/random-workflow.js";
import { parseDefinition } from "../definition/parse.js";
import type { DefinitionKind, DefinitionOf } from "../definition/schemas.js";
import { readReleaseFiles, SHIPPED_FOLDERS } from "../release-files.js";
import { definitionIn } from "./read.js";
import { definitionText } from "./write.js";
import { readYaml } from "./yaml-file.js";

function read<Kind extends DefinitionKind>(kind: Kind, text: string): DefinitionOf[Kind] {
  const file = readYaml("text", text);
  if ("finding" in file) throw new Error(file.finding.message);
  const read = definitionIn(kind, file.yaml, parseDefinition);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
}

it("what we ship is read from its text as it was, with the comments of the files", async () => {
  const { body } = await readReleaseFiles(SHIPPED_FOLDERS);
  if (!body) throw new Error("what we ship cannot be read");
  const { organisation, workflows, ruleSets, templates, calendars = [] } = body;
  const all = [
    ...[organisation].map((one) => ["organisation", one] as const),
    ...workflows.map((one) => ["workflow", one] as const),
    ...ruleSets.map((one) => ["ruleset", one] as const),
    ...templates.map((one) => ["template", one] as const),
    ...calendars.map((one) => ["calendar", one] as const),
  ];
  for (const [kind, definition] of all)
    expect(read(kind, definitionText(kind, definition as never))).toStrictEqual(definition);
  const ticket = workflows.find(({ id }) => id === "ticket");
  expect(ticket?.comments?.["/states"]).toBeUndefined();
  expect(ticket?.comments?.["/transitions"]?.above).toContain("The first transition that an event");
});

it("a random workflow is the same after it was written as text and read again", () => {
  fc.assert(
    fc.property(randomWorkflow, (workflow) => {
      const text = definitionText("workflow", workflow);
      const again = read("workflow", text);
      expect(again).toStrictEqual(JSON.parse(JSON.stringify(workflow)));
      expect(definitionText("workflow", again)).toBe(text);
    }),
    { numRuns: 40, seed: 42 },
  );
});

it("comments anywhere in the text are kept where they stood", () => {
  const places = fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(randomWorkflow, places, (workflow, chosen) => {
      const lines = definitionText("workflow", workflow).split("\n");
      const words = chosen.map(([at, isOwnLine], number) => {
        const place = at % (lines.length - 1);
        const line = lines[place] ?? "";
        const word = `note ${String(number)}.`;
        const indent = /^\s*/.exec(line)?.[0] ?? "";
        lines[place] = isOwnLine ? `${indent}# ${word}\n${line}` : `${line} # ${word}`;
        return word;
      });
      const noted = read("workflow", lines.join("\n"));
      const text = definitionText("workflow", noted);
      for (const word of words) expect(text).toContain(`# ${word}`);
      expect(read("workflow", text)).toStrictEqual(noted);
      const { comments: _comments, ...bare } = noted;
      expect(bare).toStrictEqual(JSON.parse(JSON.stringify(workflow)));
    }),
    { numRuns: 40, seed: 42 },
  );
});
