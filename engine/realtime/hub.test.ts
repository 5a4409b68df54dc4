import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, type Person } from "../../tests/support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../../tests/support/servers.js";
import type { LiveFrame } from "../protocol/live.js";
import { caseCollection } from "../store/cases.js";
import { eventCollection } from "../store/events.js";
import { messageCollection } from "../store/messages.js";
import { noticeCollection } from "../store/notices.js";
import { parkingCollection } from "../store/parkings.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("hub"), temporalAddress: testTemporalAddress() },
    { worker: "none" },
  );
});
afterAll(() => desk.close());

const open: Client[] = [];
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.terminate();
});

type Client = {
  readonly socket: WebSocket;
  readonly frames: LiveFrame[];
  readonly closed: Promise<number>;
  readonly say: (what: unknown) => void;
  /** Waits for the first frame that fits. */
  readonly hear: (fits: (frame: LiveFrame) => boolean) => Promise<LiveFrame>;
};

function dial(origin = desk.url): Client {
  const socket = new WebSocket(`${desk.url.replace("http", "ws")}/ws`, { origin });
  const frames: LiveFrame[] = [];
  socket.on("message", (data: Buffer) => frames.push(JSON.parse(data.toString()) as LiveFrame));
  const closed = new Promise<number>((resolve) => {
    socket.on("close", resolve);
    socket.on("error", () => undefined);
  });
  const client: Client = {
    socket,
    frames,
    closed,
    say: (what) => {
      const text = typeof what === "string" ? what : JSON.stringify(what);
      if (socket.readyState === socket.OPEN) socket.send(text);
      else socket.once("open", () => socket.send(text));
    },
    hear: (fits) => until("a frame", async () => Promise.resolve(frames.find(fits)), 10_000),
  };
  open.push(client);
  return client;
}

async function greeted(person: Pick<Person, "token">, cursor?: string): Promise<Client> {
  const client = dial();
  client.say({ type: "hello", token: person.token, ...(cursor === undefined ? {} : { cursor }) });
  await client.hear(({ type }) => type === "ready" || type === "refetch");
  return client;
}

let turns = 0;
/** A turn of a case with what live screens are told of it, as `commit` writes it. */
async function turnIn(
  queue: string,
  { caseId = "T-0000-0", oldQueue = null }: { caseId?: string; oldQueue?: string | null } = {},
): Promise<number> {
  turns++;
  await desk.clinic.store.connection.collection(eventCollection.name).insertOne({
    caseId,
    turn: turns,
    at: new Date(),
    event: { secret: "what the patient wrote" },
    workflow: "ticket",
    state: "assigned",
    queue,
    oldQueue,
  });
  return turns;
}

const isTurn = (turn: number) => (frame: LiveFrame) =>
  frame.type === "changed" && frame.turn === turn;

describe("a live connection", () => {
  test("hears of a committed turn, in ids only", async () => {
    const client = await greeted({ token: desk.tokens.admin });
    const turn = await turnIn("billing");
    const frame = await client.hear(isTurn(turn));
    expect(frame).toMatchObject({
      type: "changed",
      case: "T-0000-0",
      workflow: "ticket",
      queue: "billing",
      oldQueue: null,
      state: "assigned",
      messages: false,
    });
    expect(JSON.stringify(client.frames)).not.toContain("patient wrote");
  });

  test("hears of queues its person sees, including those a case has left, and of no others", async () => {
    const client = await greeted({ token: desk.tokens.support });
    const hidden = await turnIn("medical");
    const left = await turnIn("medical", { oldQueue: "billing" });
    const seen = await turnIn("billing");
    await client.hear(isTurn(seen));
    const heard = client.frames.flatMap((frame) => (frame.type === "changed" ? frame.turn : []));
    expect(heard).toEqual([left, seen]);
    expect(heard).not.toContain(hidden);
  });

  test("hears of notices to its own person, and of those of nobody else", async () => {
    const [asha, juma] = await Promise.all([desk.person(["support"]), desk.person(["support"])]);
    const [hers, his] = await Promise.all([greeted(asha), greeted(juma)]);
    const notice = { notice: "T-0000-0.1.0", caseId: "T-0000-0", level: "info", says: "Look" };
    const told = { ...notice, drill: false, at: new Date(), readAt: null, person: asha.id };
    await desk.clinic.store.connection.collection(noticeCollection.name).insertOne(told);
    const next = await turnIn("billing");
    expect(await hers.hear(({ type }) => type === "notice")).not.toHaveProperty("says");
    await his.hear(isTurn(next));
    expect(his.frames.map(({ type }) => type)).not.toContain("notice");
  });

  test("that was away hears everything it missed, in order, when it comes back with its cursor", async () => {
    const before = await greeted({ token: desk.tokens.admin });
    const first = await before.hear(isTurn(await turnIn("billing")));
    before.socket.terminate();
    const missed = [await turnIn("billing"), await turnIn("medical"), await turnIn("triage")];
    const after = await greeted(
      { token: desk.tokens.admin },
      first.type === "changed" ? first.cursor : "",
    );
    await after.hear(isTurn(missed[2] ?? 0));
    const heard = after.frames.flatMap((frame) => (frame.type === "changed" ? frame.turn : []));
    expect(heard).toEqual(missed);
  });

  test("with a cursor nobody knows is told to fetch everything", async () => {
    const client = dial();
    client.say({ type: "hello", token: desk.tokens.admin, cursor: "826400000000" });
    const frame = await client.hear(({ type }) => type !== "pong");
    expect(frame.type).toBe("refetch");
  });

  test("hears nothing before it has said who it is, and is cut after five seconds", async () => {
    const client = dial();
    client.say({ type: "ping" });
    await client.hear(({ type }) => type === "pong");
    await turnIn("billing");
    expect(await client.closed).toBe(4401);
    expect(client.frames).toEqual([{ type: "pong" }]);
  });

  test.each([
    ["no token of ours", { type: "hello", token: "x" }, 4401],
    ["a person without case.read", "nobody", 4403],
    ["an unknown type", { type: "subscribe", room: "all" }, 1008],
    ["a member too many", { type: "ping", extra: 1 }, 1008],
    ["a reserved key", '{"type":"ping","__proto__":{}}', 1008],
    ["no JSON", "{", 1008],
    ["a message of 65 KB", "x".repeat(65 * 1024 + 1), 1009],
  ])("is closed for %s, with a code only", async (_why, what, code) => {
    const client = dial();
    client.say(what === "nobody" ? { type: "hello", token: desk.tokens.nobody } : what);
    expect(await client.closed).toBe(code);
    for (const frame of client.frames)
      expect(Object.keys(frame).toSorted()).toEqual(["code", "type"]);
  });

  test("from a page of another site is refused, and so is another address", async () => {
    const client = dial("https://elsewhere.example");
    expect(await client.closed).toBe(1006);
    const elsewhere = new WebSocket(`${desk.url.replace("http", "ws")}/other`);
    const status = await new Promise((resolve) => {
      elsewhere.on("unexpected-response", (_request, response) => {
        resolve(response.statusCode);
      });
      elsewhere.on("error", () => undefined);
    });
    expect(status).toBe(404);
  });

  test("survives a thousand random messages of others", async () => {
    const client = await greeted({ token: desk.tokens.admin });
    const noise = Array.from({ length: 100 }, async (_, i) => {
      const other = dial();
      await new Promise((resolve) => other.socket.once("open", resolve));
      for (let j = 0; j < 10; j++)
        other.socket.send(randomBytes(1 + ((i * 37 + j * 11) % 300)), { binary: j % 2 === 0 });
      await other.closed;
    });
    await Promise.all(noise);
    await client.hear(isTurn(await turnIn("billing")));
  });

  test("of a session that ends is closed; of a person with new roles it is told", async () => {
    const leaver = await desk.person(["support"]);
    const mover = await desk.person(["support"]);
    const [left, moved] = [await greeted(leaver), await greeted(mover)];
    await desk.call("POST", "/api/auth/logout", { token: leaver.token });
    await desk.call("PATCH", `/api/users/${mover.id}`, {
      token: desk.tokens.admin,
      body: { roles: ["medical"] },
    });
    expect(await left.closed).toBe(4401);
    await moved.hear(({ type }) => type === "refetch");
    await moved.hear(isTurn(await turnIn("medical")));
  });

  test("that does not read is cut, and the others hear on", async () => {
    const reader = await greeted({ token: desk.tokens.admin });
    const stalled = await stall(desk, desk.tokens.admin);
    const gone = new Promise((resolve) => stalled.on("close", resolve));
    const text = "x".repeat(50_000);
    // Frames are small; long ones fill the pipes of a stalled socket in a moment.
    await until("the stalled socket to be cut", async () => {
      await turnIn("billing", { caseId: text });
      const { text: metrics } = await desk.call("GET", "/metrics");
      return metrics.includes('casewright_live_frames_total{kind="dropped_socket"} 1');
    });
    stalled.resume();
    await gone;
    await reader.hear(isTurn(await turnIn("billing")));
  });

  test("hears that the delivery of a message has moved on", async () => {
    const client = await greeted({ token: desk.tokens.admin });
    const { caseId } = await messageOfCase(desk);
    await desk.clinic.store
      .of(messageCollection)
      .updateOne({ _id: `${caseId}.m` }, { $set: { state: "delivered" } });
    const frame = await client.hear((each) => each.type === "changed" && each.messages);
    expect(frame).toMatchObject({ case: caseId, queue: "triage", messages: true });
  });

  test("hears that a case stands still, and that it goes on", async () => {
    const client = await greeted({ token: desk.tokens.admin });
    const { caseId } = await messageOfCase(desk, "T-2222-2");
    const { connection } = desk.clinic.store;
    const parkings = connection.collection<{ _id: string; resolvedAt: Date | null }>(
      parkingCollection.name,
    );
    const isOf = (each: LiveFrame) =>
      each.type === "changed" && each.case === caseId && !each.messages;
    await parkings.insertOne({ _id: caseId, resolvedAt: null });
    expect(await client.hear(isOf)).toMatchObject({ queue: "triage" });
    const heard = client.frames.filter(isOf).length;
    await parkings.updateOne({ _id: caseId }, { $set: { resolvedAt: new Date() } });
    await until("another frame", async () => client.frames.filter(isOf).length > heard);
  });
});

/** A connection that says hello by hand and then stops reading. */
async function stall({ url }: Desk, token: string): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1" });
  socket.on("error", () => undefined);
  socket.write(
    [
      "GET /ws HTTP/1.1",
      "Host: 127.0.0.1",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
      "",
      "",
    ].join("\r\n"),
  );
  await new Promise((resolve) => socket.once("data", resolve));
  const text = Buffer.from(JSON.stringify({ type: "hello", token }));
  const mask = Buffer.from([0, 0, 0, 0]);
  const head = Buffer.from([0x81, 0x80 | 126, text.length >> 8, text.length & 0xff]);
  socket.write(Buffer.concat([head, mask, text]));
  await new Promise((resolve) => socket.once("data", resolve));
  socket.pause();
  return socket;
}

/** A case with one message, as the store has them. */
async function messageOfCase({ clinic }: Desk, caseId = "T-1111-1"): Promise<{ caseId: string }> {
  const place = { workflow: "ticket", turn: 1, stateId: "assigned", queue: "triage" };
  const { connection } = clinic.store;
  await connection
    .collection<{ _id: string; queue: string }>(caseCollection.name)
    .insertOne({ _id: caseId, ...place });
  await connection
    .collection<{ _id: string; caseId: string }>(messageCollection.name)
    .insertOne({ _id: `${caseId}.m`, caseId });
  return { caseId };
}
