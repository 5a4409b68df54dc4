import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { FileIn } from "../channels/contract.js";
import { MAX_FILE_BYTES } from "../channels/file-limits.js";
import { attachmentCollection, attachmentsOf } from "../store/attachments.js";
import { inboxCollection } from "../store/inbox.js";

const PICTURE = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4);
const PDF = Uint8Array.from(Buffer.from("%PDF-1.7 made up"));

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("form-files"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => desk.close());

const submission = (more: object = {}) => ({
  submissionId: randomUUID(),
  phone: "0700000031",
  description: "My invoice is wrong",
  ...more,
});

/** Sends a form with files as our page does. */
async function submit(fields: object, files: readonly FileIn[], origin = desk.url) {
  const body = new FormData();
  body.set("submission", JSON.stringify(fields));
  for (const { name, bytes } of files)
    body.append("files", new File([Uint8Array.from(bytes)], name));
  const url = `${desk.url}/webhooks/form/ticket`;
  const reply = await fetch(url, { method: "POST", body, headers: { origin } });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

async function stored(): Promise<number> {
  const { store } = desk.clinic;
  const rows = await store.of(inboxCollection).countDocuments({});
  return rows + (await store.of(attachmentCollection).countDocuments({}));
}

describe("files in the web form", () => {
  test("come to the case, each once, however often the form is sent", async () => {
    const fields = submission();
    const files = [
      { name: "rash.jpg", bytes: PICTURE },
      { name: "result.pdf", bytes: PDF },
    ];
    const [first, second] = await Promise.all([submit(fields, files), submit(fields, files)]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body["case"]).toBe(first.body["case"]);
    const kept = await attachmentsOf(desk.clinic.store, String(first.body["case"]));
    expect(kept.map(({ name, type }) => [name, type])).toEqual([
      ["rash.jpg", "image/jpeg"],
      ["result.pdf", "application/pdf"],
    ]);
  });

  const long = Buffer.concat([PICTURE, Buffer.alloc(MAX_FILE_BYTES)]);
  const many = (count: number, bytes: Uint8Array) =>
    Array.from({ length: count }, (_, n) => ({ name: `${String(n)}.jpg`, bytes }));
  test.each<[string, readonly FileIn[], string, string]>([
    [
      "a program that says it is a picture",
      [...many(1, PICTURE), { name: "rash.jpg", bytes: Buffer.from("MZ a program") }],
      "/files/1",
      "bad_kind",
    ],
    ["one that is too long", many(1, long), "/files/0", "too_large"],
    ["one too many", many(11, PICTURE), "/files/10", "too_many"],
  ])("stop it when there is %s, which is pointed to, and nothing is stored", async (...given) => {
    const [, files, pointer, code] = given;
    const before = await stored();
    const reply = await submit(submission(), files);
    expect([reply.status, reply.body["code"]]).toEqual([422, "invalid_input"]);
    expect(reply.body["errors"]).toMatchObject([{ pointer, code }]);
    expect(await stored()).toBe(before);
  });

  test("stop it when they are longer than any form, come from another page, or stand in no field of it", async () => {
    const before = await stored();
    const huge = many(3, long);
    expect((await submit(submission(), huge)).status).toBe(413);
    const evil = "https://evil.example";
    expect((await submit(submission(), many(1, PICTURE), evil)).status).toBe(403);
    const wrong = await submit(submission({ phone: "12" }), many(1, PICTURE));
    expect(wrong.body["errors"]).toMatchObject([{ pointer: "/phone" }]);
    const plain = await desk.call("POST", "/webhooks/form/ticket", {
      body: "description=x",
      headers: { origin: desk.url, "content-type": "application/x-www-form-urlencoded" },
    });
    expect(plain.status).toBe(415);
    expect(await stored()).toBe(before);
  });
});
