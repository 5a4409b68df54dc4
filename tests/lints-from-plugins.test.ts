import { afterAll, beforeAll, expect, test } from "vitest";
import type { Release, ReleaseBody } from "../engine/definition/release.js";
import { type Desk, openDesk } from "./support/desk.js";
import { madePackages } from "./support/made-packages.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

/** A house that wants no workflow to be called otherwise than with a capital, and one whose code breaks. */
const STRICT = `export const plugin = () => ({
  manifest: { id: "strict", version: "1.0.0", name: "Strict" },
  lints: {
    capital: {
      words: "workflows without a capital",
      description: "Names of workflows begin with a capital",
      of: "workflow",
      severity: "error",
      look: ({ name }) => {
        if (name === "Breaks") throw new Error("no");
        return /^[A-Z]/.test(name) ? [] : [{ path: "/name", message: "It begins small." }];
      },
      examples: [
        { definition: { name: "visit" }, finds: 1 },
        { definition: { name: "Visit" }, finds: 0 },
      ],
    },
  },
});`;

const { writing, remove } = madePackages();
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("plugin-lints"), temporalAddress: testTemporalAddress() },
    { worker: "none", env: { RULE_PLUGINS: `./examples/house-style,${writing(STRICT)}` } },
  );
});
afterAll(async () => {
  await desk.close();
  remove();
});

const asAdmin = (method: string, path: string, body?: object) =>
  desk.call(method, path, { token: desk.tokens.admin, ...(body === undefined ? {} : { body }) });

async function current(): Promise<Release> {
  return (await asAdmin("GET", "/api/releases/current")).body as unknown as Release;
}

/** The release that runs, with its ticket called otherwise. */
async function ticketCalled(name: string): Promise<{ body: ReleaseBody; place: number }> {
  const { body } = await current();
  const place = body.workflows.findIndex(({ id }) => id === "ticket");
  const workflows = body.workflows.map((one, n) => (n === place ? { ...one, name } : one));
  return { body: { ...body, workflows }, place };
}

async function check(definition: object): Promise<readonly object[]> {
  const { status, body } = await asAdmin("POST", "/api/releases/check", { definition });
  expect(status).toBe(200);
  return body["findings"] as readonly object[];
}

test("what a plugin calls an error stops a publication at its place, and nothing is published", async () => {
  const { number } = await current();
  const { body: definition, place } = await ticketCalled("ticket");
  const asked = { definition, reason: "Smaller", baseRelease: number };
  const refused = await asAdmin("POST", "/api/releases", asked);
  expect(refused).toMatchObject({ status: 422, body: { code: "invalid_definition" } });
  const pointer = `/definition/workflows/${String(place)}/name`;
  expect(refused.body["errors"]).toMatchObject([
    { pointer, code: "strict.capital", message: expect.stringContaining("It begins small.") },
  ]);
  const alone = await asAdmin("PUT", "/api/workflows/ticket", {
    ...{ definition: definition.workflows[place], reason: "Smaller" },
  });
  expect(alone.body["errors"]).toMatchObject([{ pointer: "/definition/name" }]);
  expect((await current()).number).toBe(number);
});

test("what it calls a hint is told before, and is published all the same", async () => {
  const { body } = await current();
  const template = body.templates.find(({ id }) => id === "sms-help");
  if (!template) throw new Error("no such template");
  const definition = { ...template, texts: { sms: { en: "CALL US TODAY", sw: "Piga simu" } } };
  const templates = body.templates.map((one) => (one.id === "sms-help" ? definition : one));
  const [shouts] = (await check({ ...body, templates })).filter(
    (one) => "code" in one && one.code === "house.shouting",
  );
  expect(shouts).toMatchObject({
    severity: "warning",
    path: `/templates/${String(templates.indexOf(definition))}/texts/sms/en`,
    message: "“CALL US TODAY” shouts.",
  });
  const published = await asAdmin("PUT", "/api/templates/sms-help", {
    ...{ definition, reason: "Louder" },
  });
  expect(published.status).toBe(201);
});

test("one whose code breaks stops nobody, which is said; and what has errors of ours is checked by us alone", async () => {
  const broken = await ticketCalled("Breaks");
  expect(await check(broken.body)).toContainEqual({
    ...{ code: "strict.capital", severity: "warning" },
    path: `/workflows/${String(broken.place)}`,
    message: "The plugin could not look for workflows without a capital here.",
    fix: "Tell whoever looks after the plugin.",
  });
  const { body } = await ticketCalled("ticket");
  const wrong = await check({ ...body, templates: [] });
  const codes = wrong.map((one) => ("code" in one ? one.code : ""));
  expect(codes.length).toBeGreaterThan(0);
  expect(codes).not.toContain("strict.capital");
  expect(await check({ kind: "release" })).not.toEqual([]);
});

test("everybody who writes definitions can look up what is looked for", async () => {
  const { body } = await asAdmin("GET", "/api/rule-plugins");
  expect(body["items"]).toMatchObject([
    { id: "house", lints: [{ name: "house.shouting", of: "template", severity: "warning" }, {}] },
    { id: "strict", lints: [{ name: "strict.capital", severity: "error" }] },
  ]);
});
