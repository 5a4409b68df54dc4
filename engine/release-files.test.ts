import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readReleaseFiles, SHIPPED_FOLDERS } from "./release-files.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "casewright-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, text: string): Promise<string> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
  return join(folder, file);
}

const template = (id: string, text: string) =>
  `kind: template\nspec: 1\nid: ${id}\nname: Words\ntexts:\n  sms:\n    en: "${text}"\n    sw: "${text}"\n`;

it("what we ship is one release without errors or warnings", async () => {
  const { body, findings } = await readReleaseFiles(SHIPPED_FOLDERS);
  expect(findings.filter(({ severity }) => severity !== "info")).toEqual([]);
  expect(body?.workflows.map(({ id }) => id)).toContain("ticket");
});

it("a finding between definitions stands at its line in the file that must change", async () => {
  const file = await write(
    "sms/help.yaml",
    template("ticket-reply", "{{case.id}} {{case.secret}}"),
  );
  const { findings } = await readReleaseFiles([...SHIPPED_FOLDERS, folder]);
  expect(findings).toContainEqual(
    expect.objectContaining({ code: "T001", file, line: 7, column: 5, path: "/texts/sms/en" }),
  );
});

it("a later folder replaces a definition of an earlier one", async () => {
  await write("reply.yaml", template("ticket-reply", "{{case.id}}: {{input.text}}!"));
  const { body } = await readReleaseFiles([...SHIPPED_FOLDERS, folder]);
  const replies = body?.templates.filter(({ id }) => id === "ticket-reply");
  expect(replies?.map(({ texts }) => texts.sms["en"])).toEqual(["{{case.id}}: {{input.text}}!"]);
});

it("one folder may not hold a definition twice", async () => {
  await write("a.yaml", template("ticket-reply", "{{case.id}}"));
  const second = await write("b.yaml", template("ticket-reply", "{{case.id}}"));
  const { findings } = await readReleaseFiles([...SHIPPED_FOLDERS, folder]);
  expect(findings).toContainEqual(expect.objectContaining({ code: "D006", file: second, line: 3 }));
});

it("scenarios beside a workflow are examples, not definitions", async () => {
  await write("scenarios/story.yaml", "kind: scenario\n");
  await write("cases/facts.yaml", "- anything\n");
  const { findings } = await readReleaseFiles([...SHIPPED_FOLDERS, folder]);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

it("every broken file is told, not only the first", async () => {
  await write("a.yaml", "kind: nothing\n");
  await write("b.yaml", "kind: [\n");
  const { body, findings } = await readReleaseFiles([...SHIPPED_FOLDERS, folder]);
  expect(findings.map(({ code }) => code)).toEqual(["schema", "D007"]);
  expect(body).toBeUndefined();
});
