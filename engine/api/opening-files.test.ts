import { randomUUID } from "node:crypto";
import { request as sendRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ClamdFake, EICAR, startClamdFake } from "../../tests/support/clamd-fake/server.js";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { FileIn } from "../channels/contract.js";
import { MAX_FILE_BYTES } from "../channels/file-limits.js";
import type { CaseEventLine } from "../protocol/case.js";
import type { Attachment } from "../protocol/message.js";
import { attachmentCollection, attachmentsOf } from "../store/attachments.js";

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4);
const PICTURE = { name: "rash.jpg", bytes: JPEG };
const PDF = { name: "result.pdf", bytes: Uint8Array.from(Buffer.from("%PDF-1.7 made up")) };

let clamd: ClamdFake;
let desk: Desk;
beforeAll(async () => {
  clamd = await startClamdFake();
  clamd.be("judges");
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("opening-files"), temporalAddress: testTemporalAddress() },
    { env: { CLAMD_ADDRESS: clamd.address } },
  );
});
afterAll(async () => {
  await desk.close();
  await clamd.close();
});

type Asked = { readonly request?: object; readonly key?: string; readonly token?: string };

const REQUEST = { workflow: "ticket", data: { description: "Brought this along" } };

/** Opens a ticket with files as the studio does: each time with another boundary between the parts. */
async function open(files: readonly FileIn[], asked: Asked = {}) {
  const { request = REQUEST, key = randomUUID(), token = desk.tokens.support } = asked;
  const body = new FormData();
  body.set("request", JSON.stringify(request));
  for (const { name, bytes } of files)
    body.append("files", new File([Uint8Array.from(bytes)], name));
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": key };
  const reply = await fetch(`${desk.url}/api/cases`, { method: "POST", body, headers });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

/** What a body of this many bytes is answered before it is sent. */
function statusOf(bytes: number): Promise<number | undefined> {
  const headers = {
    authorization: `Bearer ${desk.tokens.support}`,
    "content-type": "multipart/form-data; boundary=b",
    "content-length": bytes,
  };
  return new Promise((resolve, reject) => {
    const sending = sendRequest(`${desk.url}/api/cases`, { method: "POST", headers });
    sending.on("error", reject);
    sending.on("response", ({ statusCode }) => {
      resolve(statusCode);
      sending.destroy();
    });
    sending.flushHeaders();
  });
}

const read = (path: string) => desk.call("GET", path, { token: desk.tokens.admin });

/** What the timeline of a case says of its opening, once it is there and its files are judged. */
async function opening(id: string): Promise<CaseEventLine & { attachments: Attachment[] }> {
  return until("its files", async () => {
    const { status, body } = await read(`/api/cases/${id}/events`);
    const line = status === 200 ? (body["items"] as CaseEventLine[])[0] : undefined;
    const { attachments = [] } = line ?? {};
    return (
      line && attachments.every(({ state }) => state !== "unchecked") && { ...line, attachments }
    );
  });
}

const stored = () => desk.clinic.store.of(attachmentCollection).countDocuments({});

describe("files with which staff open a ticket", () => {
  test("stand beside its opening, are shown to those who see it, and stay as long as it does", async () => {
    const { status, body } = await open([PICTURE, PDF]);
    expect(status).toBe(201);
    const id = String(body["id"]);
    const { type, actor, attachments } = await opening(id);
    expect([type, actor?.name]).toEqual(["created", "support"]);
    expect(attachments).toMatchObject([
      { name: "rash.jpg", type: "image/jpeg", size: 8 },
      { name: "result.pdf", type: "application/pdf" },
    ]);
    const file = await read(`/api/cases/${id}/attachments/${attachments[0]?.id ?? ""}`);
    expect([file.status, file.headers.get("content-disposition")]).toEqual([
      200,
      "attachment; filename*=UTF-8''rash.jpg",
    ]);
    const trail = await read(`/api/audit?subject=${id}`);
    expect(JSON.stringify(trail.body)).toContain("readCaseAttachment");
    const raw = desk.clinic.store.connection.collection("attachments");
    const kept = await raw.find({ caseId: id }).toArray();
    expect(kept.map(({ goesAt }) => goesAt as unknown)).toEqual([null, null]);
    expect(JSON.stringify(kept)).not.toMatch(/rash|result/);
  });

  test("are there once, however often the request comes, and another file is another request", async () => {
    const key = randomUUID();
    const [first, second] = await Promise.all([open([PICTURE], { key }), open([PICTURE], { key })]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body["id"]).toBe(first.body["id"]);
    expect((await opening(String(first.body["id"]))).attachments).toHaveLength(1);
    const other = await open([PDF], { key });
    expect([other.status, other.body["code"]]).toEqual([422, "idempotency_key_reused"]);
  });

  test("stand beside the call in which it is opened, and a ticket without any says nothing of files", async () => {
    const call = { outcome: "to_be_followed_up" };
    const { body } = await open([PICTURE], { request: { ...REQUEST, call } });
    expect((await opening(String(body["id"]))).attachments).toHaveLength(1);
    const without = await open([]);
    expect(await opening(String(without.body["id"]))).toMatchObject({ attachments: [] });
  });

  test("are told and never shown when the scanner finds something", async () => {
    const virus = { name: "rash.jpg", bytes: Buffer.concat([JPEG, Buffer.from(EICAR)]) };
    const { body } = await open([virus]);
    const id = String(body["id"]);
    const [file] = (await opening(id)).attachments;
    expect(file).toMatchObject({ state: "refused", why: "Eicar-Test-Signature" });
    expect((await read(`/api/cases/${id}/attachments/${file?.id ?? ""}`)).status).toBe(404);
  });

  test("go with the ticket when it is erased", async () => {
    const { body } = await open([PICTURE]);
    const id = String(body["id"]);
    await opening(id);
    const { admin } = desk.tokens;
    await desk.call("DELETE", `/tickets/${id}?reason=duplicate`, { token: admin });
    const erasure = { extent: "case", reason: "asked for it" };
    await until("it is erased", async () => {
      const path = `/api/cases/${id}/erasure`;
      return (await desk.call("POST", path, { token: admin, body: erasure })).status === 200;
    });
    expect(await attachmentsOf(desk.clinic.store, id)).toEqual([]);
  });

  const long = Buffer.concat([JPEG, Buffer.alloc(MAX_FILE_BYTES)]);
  const many = (count: number) => Array.from({ length: count }, () => PICTURE);
  test.each<[string, readonly FileIn[], Asked, string]>([
    [
      "a program that says it is a picture",
      [PICTURE, { name: "rash.jpg", bytes: Buffer.from("MZ a program") }],
      {},
      "/files/1",
    ],
    ["one that is too long", [{ name: "rash.jpg", bytes: long }], {}, "/files/0"],
    ["one too many", many(11), {}, "/files/10"],
    [
      "a wrong field beside them",
      [PICTURE],
      { request: { workflow: "ticket", data: {} } },
      "/data/description",
    ],
    ["a member that nobody knows", [PICTURE], { request: { ...REQUEST, more: 1 } }, ""],
  ])("stop it when there is %s, which is pointed to, and nothing is stored", async (...given) => {
    const [, files, asked, pointer] = given;
    const before = await stored();
    const reply = await open(files, asked);
    expect([reply.status, reply.body["code"]]).toEqual([422, "invalid_input"]);
    expect(reply.body["errors"]).toMatchObject([{ pointer }]);
    expect(await stored()).toBe(before);
  });

  test("stop it when they are longer together than is taken, hold no request, or come from nobody", async () => {
    const before = await stored();
    expect(await statusOf(30_000_000)).toBe(413);
    expect((await open([PICTURE], { token: "nobody" })).status).toBe(401);
    expect((await open([PICTURE], { token: desk.tokens.nobody })).status).toBe(403);
    const send = (type: string, body: string) =>
      desk.call("POST", "/api/cases", {
        token: desk.tokens.support,
        body,
        headers: { "content-type": type },
      });
    const form = "multipart/form-data; boundary=b";
    const field = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const empty = await send(form, "--b--\r\n");
    expect(empty.body["errors"]).toMatchObject([{ pointer: "/request" }]);
    const other = `${field("request", JSON.stringify(REQUEST))}${field("more", "1")}--b--\r\n`;
    for (const body of ["no parts", other, `${field("request", "{")}--b--\r\n`])
      expect((await send(form, body)).status).toBe(400);
    expect((await send("text/plain", "hello")).status).toBe(415);
    const elsewhere = await desk.call("POST", "/api/contacts/find", {
      token: desk.tokens.support,
      body: other,
      headers: { "content-type": form },
    });
    expect(elsewhere.status).toBe(415);
    expect(await stored()).toBe(before);
  });

  test("go by themselves when the ticket is never opened", async () => {
    const key = randomUUID();
    const { temporal } = desk.clinic.tools;
    const start = temporal.workflow.start.bind(temporal.workflow);
    temporal.workflow.start = () => Promise.reject(new Error("Temporal is away"));
    try {
      expect((await open([PICTURE], { key })).status).toBeGreaterThanOrEqual(500);
    } finally {
      temporal.workflow.start = start;
    }
    const raw = desk.clinic.store.connection.collection("attachments");
    expect(await raw.countDocuments({ goesAt: { $ne: null } })).toBe(1);
    const again = await open([PICTURE], { key });
    expect(again.status).toBe(201);
    expect((await opening(String(again.body["id"]))).attachments).toHaveLength(1);
  });
});
