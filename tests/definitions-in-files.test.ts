import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from "vitest";
import { remoteCommand } from "../engine/remote/commands.js";
import { definitionIn } from "../engine/text/read.js";
import { readYaml } from "../engine/text/yaml-file.js";
import { parseDefinition } from "../engine/definition/parse.js";
import type { ReleaseBody } from "../engine/definition/release.js";
import { type Desk, openDesk, PASSWORD, type Person } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

let desk: Desk;
let person: Person;
let folder: string;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("definitions-in-files"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => desk.close());
beforeEach(async () => {
  person = await desk.person(["admin"]);
  folder = await mkdtemp(join(tmpdir(), "casewright-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(command: "pull" | "push" | "diff", ...args: readonly string[]) {
  let text = "";
  const env = { CASEWRIGHT_URL: desk.url, CASEWRIGHT_TOKEN: person.token };
  const write = (more: string) => {
    text += more;
  };
  const code = await remoteCommand({ command, args: [folder, ...args], env, write });
  return { code, text };
}

const HELP = "templates/messages/sms-help.yaml";
const fileAt = (path: string) => readFile(join(folder, path), "utf8");
const edit = async (path: string, change: (text: string) => string) =>
  writeFile(join(folder, path), change(await fileAt(path)));

async function current(): Promise<{ readonly number: number; readonly body: ReleaseBody }> {
  const { body } = await desk.call("GET", "/api/releases/current", { token: person.token });
  return body as unknown as { readonly number: number; readonly body: ReleaseBody };
}

/** Somebody else publishes another name for a message. */
async function renamed(id: string, name: string): Promise<void> {
  const { body } = await current();
  const definition = body.templates.find((one) => one.id === id);
  const reply = await desk.call("PUT", `/api/templates/${id}`, {
    token: desk.tokens.admin,
    body: { definition: { ...definition, name }, reason: "Another name" },
  });
  expect(reply.status).toBe(201);
}

test("a clinic's definitions go into files and back, as changes of the person or published at once", async () => {
  const pulled = await run("pull");
  expect(pulled).toMatchObject({ code: 0 });
  const { number, body } = await current();
  expect(pulled.text).toContain(`release ${String(number)}\n`);
  const file = readYaml("ticket", await fileAt("workflows/definitions/ticket/workflow.yaml"));
  if ("finding" in file) throw new Error(file.finding.message);
  expect(definitionIn("workflow", file.yaml, parseDefinition)).toEqual({
    ok: true,
    value: body.workflows.find(({ id }) => id === "ticket"),
  });
  expect(await run("diff")).toEqual({
    code: 0,
    text: `nothing differs from release ${String(number)}\n`,
  });
  expect(await run("push")).toEqual({ code: 0, text: "nothing to send\n" });

  await edit(HELP, (text) => text.replace(/^name: .*$/m, "name: Help by SMS # new"));
  await edit("workflows/definitions/organisation.yaml", (text) =>
    text.replace(/^name: .*$/m, "name: Clinic of the files"),
  );
  const diff = await run("diff");
  expect(diff.code).toBe(1);
  expect(diff.text).toMatch(/^template sms-help \/name: “.+” → “Help by SMS”$/m);
  expect(diff.text).toMatch(/^organisation \/name: “.+” → “Clinic of the files”$/m);

  expect(await run("push")).toMatchObject({ code: 0 });
  expect((await current()).number).toBe(number);
  const kept = await desk.call("GET", "/api/changes", { token: person.token });
  expect(kept.body).toMatchObject({
    release: number,
    done: 2,
    steps: [
      { kind: "release", step: { do: "replace", in: "organisation" } },
      { kind: "release", step: { do: "replace", in: "templates", entry: { name: "Help by SMS" } } },
    ],
  });
  const again = await run("push");
  expect(again.code).toBe(2);
  expect(again.text).toContain("not published");

  const published = await run("push", "--publish", "--reason", "The files say so");
  expect(published.text).toContain(`published release ${String(number + 1)}\n`);
  const next = await current();
  expect(next.body.organisation.name).toBe("Clinic of the files");
  expect(next.body.templates.find(({ id }) => id === "sms-help")).toMatchObject({
    name: "Help by SMS",
    comments: { "/name": { beside: " new" } },
  });
  expect(await run("diff")).toMatchObject({ code: 0 });
});

test("what both sides changed is told and nothing is overwritten; what one side changed is taken", async () => {
  await run("pull");
  await edit(HELP, (text) => text.replace(/^name: .*$/m, "name: Mine"));
  await renamed("sms-stopped", "Theirs");
  const pulled = await run("pull");
  expect(pulled.text).toMatch(/^wrote .*sms-stopped\.yaml$/m);
  expect(await fileAt("templates/messages/sms-stopped.yaml")).toContain("name: Theirs");
  expect(await fileAt(HELP)).toContain("name: Mine");

  await renamed("sms-help", "Theirs as well");
  const { number } = await current();
  for (const command of ["pull", "push"] as const) {
    const refused = await run(command);
    expect(refused.text).toContain("template sms-help was changed in both\n");
    expect(refused.code).toBe(1);
  }
  expect(await fileAt(HELP)).toContain("name: Mine");
  expect((await current()).number).toBe(number);
});

test("files that are wrong are told with line and column, and an unknown person is told so", async () => {
  await run("pull");
  await edit(HELP, (text) => text.replace(/^name: /m, "naem: "));
  const refused = await run("push");
  expect(refused.text).toMatch(/sms-help\.yaml:\d+:1 schema .*`naem` is not known here/);
  expect(refused.code).toBe(1);
  const { email } = person;
  let text = "";
  const env = { CASEWRIGHT_EMAIL: email, CASEWRIGHT_PASSWORD: `not ${PASSWORD}` };
  const args = [folder, "--server", desk.url];
  const write = (more: string) => {
    text += more;
  };
  expect(await remoteCommand({ command: "pull", args, env, write })).toBe(2);
  expect(text).not.toBe("");
});
