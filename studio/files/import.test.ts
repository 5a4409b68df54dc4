import { expect, it } from "vitest";
import { NOTHING_CONTRIBUTED } from "../../engine/definition/contributions.js";
import { exportedFiles } from "../../engine/text/exported.js";
import { definitionText } from "../../engine/text/write.js";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { applyChange, type Edit } from "../draft/change.js";
import { newFindings } from "./import-check.js";
import { imported, importEdit, readFiles, type ReadFiles } from "./import.js";
import { unzipped, UnreadableArchive, zipped } from "./zip.js";

const body = await shippedRelease();
const reply = body.templates.find(({ id }) => id === "ticket-reply");
const ticket = body.workflows.find(({ id }) => id === "ticket");
if (!reply || !ticket) throw new Error("what we ship has lost a definition");

const definitionsIn = (read: ReadFiles) => {
  if ("findings" in read) throw new Error(JSON.stringify(read.findings));
  return read.definitions;
};

/** The release after files were taken. */
function taken(files: Readonly<Record<string, string>>, others: "stay" | "go" = "stay") {
  const texts = Object.entries(files).map(([file, text]) => ({ file, text }));
  const { after, differences } = imported(body, definitionsIn(readFiles(texts)), others);
  return { after, differences, edit: importEdit(differences, "files.zip") };
}

const applied = (edit: Edit | null) => (edit ? applyChange(body, edit) : body);

it("a release goes through an archive and comes back as it was, comments included; equal releases give equal archives", () => {
  const archive = zipped(exportedFiles(body, 3));
  expect(zipped(exportedFiles(structuredClone(body), 3))).toEqual(archive);
  const files = unzipped(archive, () => true);
  expect(files.map(({ file }) => file)).toContain("workflows/definitions/ticket/workflow.yaml");
  expect(files.find(({ file }) => file === ".casewright.json")?.text).toBe(
    '{\n  "release": 3\n}\n',
  );
  const yaml = files.filter(({ file }) => file.endsWith(".yaml"));
  const read = Object.fromEntries(yaml.map(({ file, text }) => [file, text]));
  expect(taken(read).edit).toBeNull();
  expect(taken(read, "go").edit).toBeNull();
});

it("one workflow becomes the steps that a person would have made", () => {
  const named = { ...ticket, name: "Question" };
  const { edit } = taken({ "ticket.yaml": definitionText("workflow", named) });
  expect(edit).toEqual({
    kind: "workflow",
    id: "ticket",
    step: { do: "setWorkflow", change: { name: "Question" } },
  });
});

it("many definitions become one step, which makes exactly what was shown", () => {
  const { edit, after, differences } = taken({
    "a.yaml": definitionText("template", { ...reply, name: "Answer" }),
    "b.yaml": definitionText("template", { ...reply, id: "another" }),
    "c.yaml": definitionText("organisation", { ...body.organisation, name: "Clinic" }),
  });
  expect(differences.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    "organisation ",
    "template another",
    "template ticket-reply",
  ]);
  const made = applied(edit);
  expect(made.organisation).toEqual(after.organisation);
  expect(made.templates.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(after.templates);
});

it("what the files do not have stays, unless it is asked to go; the organisation stays always", () => {
  const files = { "a.yaml": definitionText("template", reply) };
  expect(taken(files).edit).toBeNull();
  const { after, edit } = taken(files, "go");
  expect(after).toEqual({
    organisation: body.organisation,
    workflows: [],
    ruleSets: [],
    templates: [reply],
  });
  expect(applied(edit)).toEqual(after);
});

it("nothing is taken from files of which one is wrong: each fault has its file, line, column and pointer", () => {
  const good = { file: "good.yaml", text: definitionText("template", reply) };
  const bad = { file: "bad.yaml", text: "kind: template\nspec: 1\nid: x\nname: 7\n" };
  const torn = { file: "torn.yaml", text: "kind: [" };
  const again = { file: "again.yaml", text: good.text };
  const read = readFiles([good, bad, torn, again]);
  expect(read).toMatchObject({
    findings: expect.arrayContaining([
      expect.objectContaining({ file: "bad.yaml", line: 4, column: 1, path: "/name" }),
      expect.objectContaining({ file: "torn.yaml", line: 1, code: "D007" }),
      expect.objectContaining({ file: "again.yaml", code: "D006" }),
    ]),
  });
  expect(read).not.toHaveProperty("definitions");
});

it("what the check would say is told at its line in the file, and only what is new", () => {
  const text = definitionText("workflow", { ...ticket, defaultQueue: "nowhere" });
  const definitions = definitionsIn(readFiles([{ file: "ticket.yaml", text }]));
  const { after } = imported(body, definitions, "stay");
  const asked = { definitions, contributions: NOTHING_CONTRIBUTED };
  const line = text.split("\n").findIndex((one) => one.startsWith("defaultQueue")) + 1;
  const found = newFindings({ before: body, after, ...asked });
  expect(found).toEqual([
    expect.objectContaining({ file: "ticket.yaml", line, path: "/defaultQueue" }),
  ]);
  expect(newFindings({ before: after, after, ...asked })).toEqual([]);
});

it("what is no archive, or unpacks to more than a browser should hold, is refused", () => {
  const isWanted = () => true;
  expect(() => unzipped(new Uint8Array([1, 2, 3]), isWanted)).toThrow(UnreadableArchive);
  const large = zipped({ "a.yaml": " ".repeat(21 * 1024 * 1024) });
  expect(large.length).toBeLessThan(100_000);
  expect(() => unzipped(large, isWanted)).toThrow(UnreadableArchive);
});
