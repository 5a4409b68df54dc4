import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "./cli.js";

async function run(...args: readonly string[]): Promise<{ code: number; text: string }> {
  let text = "";
  const code = await runCommand(args, (more) => {
    text += more;
  });
  return { code, text };
}

it("casewright validate finds nothing wrong with what we ship", async () => {
  const { code, text } = await run("validate");
  expect(text).toMatch(/^0 errors, 0 warnings$/m);
  expect(code).toBe(0);
});

it("casewright validate names file, line, column, code and remedy of an error", async () => {
  const folder = await mkdtemp(join(tmpdir(), "casewright-"));
  const file = join(folder, "hello.yaml");
  await writeFile(
    file,
    "kind: template\nspec: 1\nid: hello\nnaem: Hello\ntexts:\n  sms: { en: Hi }\n",
  );
  const { code, text } = await run("validate", folder);
  await rm(folder, { recursive: true });
  expect(text).toContain(
    `${file}:4:1 schema error \`naem\` is not known here. — Did you mean \`name\`?\n`,
  );
  expect(text).toContain(`${file}:1:1 schema error \`name\` is missing. — Add \`name\`.\n`);
  expect(code).toBe(1);
});

it("casewright validate knows the operators of the plugins it is given, and of no other", async () => {
  const folder = await mkdtemp(join(tmpdir(), "casewright-"));
  const when = "{ fact: data.description, operator: spelling.hasNearly, value: [umbrella] }";
  await writeFile(
    join(folder, "umbrellas.yaml"),
    "kind: ruleset\nspec: 1\nid: umbrellas\nname: Umbrellas\nworkflow: ticket\nhit: first\n" +
      `rules:\n  - id: lost\n    name: Lost\n    when: ${when}\n    then: { queue: support }\n` +
      "otherwise: { queue: triage }\n" +
      "tests:\n  - name: A slip\n    given: { data: { description: My umbrela } }\n    expect: { rule: lost }\n",
  );
  const all = ["workflows", "rules", "templates", folder];
  const without = await run("validate", ...all);
  const withIt = await run("validate", ...all, "--plugin", "./examples/spelling");
  const unknown = await run("validate", ...all, "--plugin", "./no/such/plugin");
  await rm(folder, { recursive: true });
  expect(without.text).toMatch(/umbrellas\.yaml:10:\d+ R019 error No plugin brings the operator/);
  expect(without.code).toBe(1);
  expect(withIt.text).not.toContain("error ");
  expect(withIt.code).toBe(0);
  expect(unknown.text).toContain("names ./no/such/plugin, which is no folder with a package.json");
  expect(unknown.code).toBe(2);
});

it("casewright validate says so when a folder is not there", async () => {
  const { code, text } = await run("validate", "no/such/folder");
  expect(text).toContain("no/such/folder");
  expect(code).toBe(2);
});

it("casewright schema prints one schema, or all of them", async () => {
  expect(JSON.parse((await run("schema", "template")).text)).toMatchObject({
    title: "Message template",
  });
  expect(Object.keys(JSON.parse((await run("schema")).text) as object)).toContain("workflow");
});

it("casewright explains itself when it does not understand", async () => {
  for (const args of [[], ["vlidate"], ["schema", "tickets"]]) {
    const { code, text } = await run(...args);
    expect(text).toContain("casewright validate");
    expect(code).toBe(2);
  }
});

it("casewright mermaid prints a workflow as a diagram, and knows no other", async () => {
  const { code, text } = await run("mermaid", "ticket");
  expect(text).toContain("stateDiagram-v2");
  expect(code).toBe(0);
  expect(await run("mermaid", "nothing")).toEqual({
    code: 2,
    text: "There is no such workflow.\n",
  });
});
