import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "./support/desk.js";
import { madePackages } from "./support/made-packages.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

/** A plugin whose previews break in every way. */
const BROKEN = `export const plugin = () => {
  const effect = (preview) => ({
    words: "print a label",
    description: "Prints",
    takes: { type: "object", additionalProperties: false, properties: {} },
    withinMs: 1_000,
    perform: () => ({ status: "done" }),
    preview,
  });
  return {
    manifest: { id: "broken", version: "1.0.0", name: "Broken" },
    effects: {
      throws: effect(() => { throw new Error("no"); }),
      hangs: effect(() => new Promise(() => {})),
      markup: effect(() => ({ html: "<b>Bed</b>" })),
      fine: effect(async () => ({ text: "A label" })),
      none: effect(undefined),
    },
  };
};`;

const { writing, remove } = madePackages();
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("previews"), temporalAddress: testTemporalAddress() },
    {
      worker: "none",
      env: {
        RULE_PLUGINS: `./examples/wards,${writing(BROKEN)}`,
        PLUGIN_WARDS_URL: "http://127.0.0.1:9",
        PLUGIN_WARDS_TOKEN: "token-of-the-test",
        CHANNEL_PLUGINS: "./examples/sms-gate",
        CHANNEL_SMS_GATE_URL: "http://127.0.0.1:9",
        CHANNEL_SMS_GATE_USERNAME: "clinic",
        CHANNEL_SMS_GATE_PASSWORD: "password-0001",
        CHANNEL_SMS_GATE_SIGNING_KEY: "signing-key-0001",
        SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/T0/B0/made-up-for-tests",
      },
    },
  );
});
afterAll(async () => {
  await desk.close();
  remove();
});

const ask = (path: string, body?: object) =>
  desk.call(body === undefined ? "GET" : "POST", `/api/previews${path}`, {
    token: desk.tokens.admin,
    ...(body === undefined ? {} : { body }),
  });

test("who writes definitions is told which channels and effects show anything", async () => {
  const { status, body } = await ask("");
  expect(status).toBe(200);
  expect(body["effects"]).toEqual([
    ...["wards.bookBed", "broken.throws", "broken.hangs", "broken.markup", "broken.fine"],
  ]);
  expect(body["channels"]).toEqual([
    { name: "sms-gate", title: "SMS by a phone of the clinic", kind: "sms" },
    { name: "email", title: "SendGrid e-mail", kind: "email" },
    { name: "slack", title: "Slack", kind: "slack" },
  ]);
});

test("a text is shown as each channel brings it, with made-up people and no secret", async () => {
  const shown = async (message: object) => {
    const { status, body } = await ask("/messages", message);
    expect(status).toBe(200);
    return body["preview"];
  };
  const text = "Come to the clinic.";
  expect(await shown({ channel: "sms-gate", to: "person", text })).toMatchObject({ text });
  expect(await shown({ channel: "sms-gate", to: "person", text: "x".repeat(919) })).toMatchObject({
    text: "x".repeat(918),
    notes: ["It is longer than 918 characters and is not sent."],
  });
  expect(await shown({ channel: "email", to: "person", text })).toMatchObject({
    fields: [
      { name: "From", value: "desk@clinic.example" },
      { name: "Subject", value: expect.stringMatching(/^\[T-4K7Q-9\] /) },
    ],
  });
  expect(await shown({ channel: "email", to: "team", text })).toMatchObject({
    fields: [{}, { name: "Subject", value: expect.stringMatching(/^EMERGENCY · /) }],
  });
  expect(await shown({ channel: "slack", to: "team", text })).toEqual({
    text: "Medical team: Come to the clinic.",
    notes: ["Nobody can acknowledge it in Slack: no signing secret is set."],
  });
});

test("what a plugin does is shown by what it is given; one that breaks, or does not take it, shows nothing and stops nobody", async () => {
  const shown = async (effect: string, given: object) => {
    const { status, body } = await ask("/effects", { effect, given });
    expect(status).toBe(200);
    return body["preview"];
  };
  const note = "n".repeat(100);
  expect(await shown("wards.bookBed", { priority: "High", note })).toEqual({
    heading: "Bed wanted",
    fields: [
      { name: "Priority", value: "High" },
      { name: "Note", value: "n".repeat(80) },
    ],
    notes: ["The board shows the first 80 characters of a note."],
  });
  expect(await shown("broken.fine", {})).toEqual({ text: "A label" });
  for (const effect of ["broken.throws", "broken.hangs", "broken.markup"])
    expect(await shown(effect, {})).toBeNull();
  expect(await shown("wards.bookBed", { ward: "East" })).toBeNull();
});

test("what nobody shows is not found, and those who may not read definitions are shown nothing", async () => {
  expect((await ask("/effects", { effect: "broken.none", given: {} })).status).toBe(404);
  expect((await ask("/effects", { effect: "constructor.name", given: {} })).status).toBe(404);
  expect((await ask("/messages", { channel: "web-chat", to: "person", text: "x" })).status).toBe(
    404,
  );
  expect(await ask("/messages", { channel: "slack", to: "everybody", text: "" })).toMatchObject({
    status: 422,
    body: { errors: expect.arrayContaining([expect.objectContaining({ pointer: "/to" })]) },
  });
  const support = await desk.call("GET", "/api/previews", { token: desk.tokens.support });
  expect(support.status).toBe(403);
});
