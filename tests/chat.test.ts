import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { caseDoc, openCasesOf } from "../engine/store/cases.js";
import { inboxId, inboxRow } from "../engine/store/inbox.js";
import { messagesOf } from "../engine/store/messages.js";
import { chatPass, dialChat, type TestChat } from "./support/chat.js";
import { until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    mongodbUri: testDatabaseUri("chat"),
    temporalAddress: testTemporalAddress(),
  });
});
afterAll(() => desk.close());

const open: TestChat[] = [];
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.terminate();
});

function dial(cookie: string, origin?: string): TestChat {
  const chat = dialChat(desk, cookie, origin);
  open.push(chat);
  return chat;
}

const visitorIn = (cookie: string): string => /=(v[\w-]{22})\./.exec(cookie)?.[1] ?? "";

/** The case that a message went to. */
async function caseOf(cookie: string, id: string): Promise<string> {
  const key = inboxId("web-chat", `${visitorIn(cookie)}/${id}`);
  return until("the case of a chat message", async () => {
    const row = await inboxRow(desk.clinic.store, key);
    return row?.state === "done" ? row.caseId : null;
  });
}

const act = async (caseId: string, action: string, input: object = {}): Promise<void> => {
  const path = `/api/cases/${caseId}/actions/${action}`;
  const { status, text } = await desk.call("POST", path, {
    token: desk.tokens.admin,
    body: { input },
    key: randomUUID(),
  });
  expect(status, text).toBe(200);
};

describe("a visitor of the chat", () => {
  test("opens a ticket, is answered live, and staff see what was read", async () => {
    const cookie = await chatPass(desk);
    const chat = dial(cookie);
    await chat.hear(({ type }) => type === "ready");
    const id = await caseOf(cookie, await chat.write("How do I get to the clinic by bus?"));
    const acknowledged = await chat.hearText(id);
    expect(chat.messages().find(({ mine }) => mine)?.text).toMatch(/by bus/);
    await act(id, "claim");
    await act(id, "reply", { text: "Line 7, to the very end" });
    const { attempt } = await chat.hearText("Line 7");
    chat.say({ type: "shown", attempts: [attempt ?? "", acknowledged.attempt ?? ""] });
    const reply = await until("the reply to be read", async () => {
      const rows = await messagesOf(desk.clinic.store, id);
      return rows.find(({ text, state }) => text.includes("Line 7") && state === "delivered");
    });
    expect(reply).toMatchObject({ channel: "chat", segments: null, to: visitorIn(cookie) });

    await chat.write("Thank you. And on Sunday?");
    await until("the second message on the same ticket", async () =>
      (await messagesOf(desk.clinic.store, id)).find(({ text }) => text.includes("Sunday")),
    );
    const ids = chat.messages().map((message) => message.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("loses nothing and doubles nothing while the worker is away and the connection breaks", async () => {
    const cookie = await chatPass(desk);
    const id = randomUUID();
    await desk.clinic.stopWorker();
    const first = dial(cookie);
    await first.write("My appointment is at noon", id);
    first.socket.terminate();
    const second = dial(cookie);
    // The page does not know that it was taken, and repeats it.
    await second.write("My appointment is at noon", id);
    second.socket.terminate();
    await desk.clinic.startWorker();
    const caseId = await caseOf(cookie, id);
    const third = dial(cookie);
    await third.hearText(caseId);
    await act(caseId, "claim");
    third.socket.terminate();
    await act(caseId, "reply", { text: "Noon it is" });
    const fourth = dial(cookie);
    await fourth.hearText("Noon it is");
    const rows = await messagesOf(desk.clinic.store, caseId);
    expect(rows.filter(({ direction }) => direction === "in")).toHaveLength(1);
    const said = fourth.messages().map(({ text }) => text);
    expect(said.filter((text) => text.includes("Noon it is"))).toHaveLength(1);
    expect(said.filter((text) => text === "My appointment is at noon")).toHaveLength(1);
    const { contact } = (await caseDoc(desk.clinic.store, caseId)) ?? {};
    expect(await openCasesOf(desk.clinic.store, contact ?? "")).toHaveLength(1);
  });

  test("hears nothing of another's chat, and cannot report it as read", async () => {
    const [cookie, stranger] = [await chatPass(desk), await chatPass(desk)];
    const [chat, other] = [dial(cookie), dial(stranger)];
    const caseId = await caseOf(cookie, await chat.write("My bill is not mine"));
    const { attempt } = await chat.hearText(caseId);
    other.say({ type: "shown", attempts: [attempt ?? ""] });
    await other.write("Where do I park?");
    await until("the stranger's own answer", () =>
      Promise.resolve(other.messages().find(({ mine }) => !mine)),
    );
    expect(JSON.stringify(other.frames)).not.toMatch(/not mine/);
    expect(JSON.stringify(other.frames)).not.toContain(caseId);
    const [, answer] = await messagesOf(desk.clinic.store, caseId);
    expect(answer?.state).toBe("accepted");
  });

  test("may say STOP like any other word", async () => {
    const cookie = await chatPass(desk);
    const chat = dial(cookie);
    const caseId = await caseOf(cookie, await chat.write("STOP"));
    await chat.hearText(caseId);
  });

  test("goes on in the same chat for a day, and not without a pass, from elsewhere, or after the end", async () => {
    const cookie = await chatPass(desk);
    const renewed = await desk.call("POST", "/api/public/chat", { headers: { cookie } });
    expect(renewed.headers.get("set-cookie")).toContain(visitorIn(cookie));
    expect(renewed.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict/);
    const ended = await desk.call("DELETE", "/api/public/chat", { headers: { cookie } });
    expect(ended.headers.get("set-cookie")).toMatch(/casewright_chat=; .*Max-Age=0/);
    expect(await dial("").closed).toBe(4401);
    expect(await dial(`${cookie}x`).closed).toBe(4401);
    expect(await dial(cookie, "https://evil.example").closed).toBe(1006);
  });

  test("is told what cannot be taken, and cut off for what no page says", async () => {
    const chat = dial(await chatPass(desk));
    chat.say({ type: "write", id: randomUUID(), text: "x".repeat(2_001) });
    expect(await chat.hear(({ type }) => type === "refused")).toMatchObject({ code: "too_long" });
    chat.socket.send('{"type":"drop"}');
    expect(await chat.closed).toBe(1008);
  });
});
