import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { until } from "../../tests/support/clinic.js";
import { type Desk, openDesk, PASSWORD, type Reply } from "../../tests/support/desk.js";
import { testTemporalAddress } from "../../tests/support/servers.js";
import { findProjectRoot, loadConfig } from "../config.js";
import type { LiveFrame } from "../protocol/live.js";
import { startMongo } from "../servers/mongo.js";
import type { RunningServer } from "../servers/running-server.js";
import { eventCollection } from "../store/events.js";

const folder = mkdtempSync(join(tmpdir(), "casewright-outage-"));
const { PATH, HOME } = process.env;
const config = loadConfig({ PATH, HOME, DATA_DIR: folder, NODE_ENV: "test" }, findProjectRoot());

let mongo: RunningServer;
let desk: Desk;
beforeAll(async () => {
  mongo = await startMongo({ config, report: () => undefined });
  desk = await openDesk(
    { mongodbUri: mongo.address, temporalAddress: testTemporalAddress() },
    { worker: "none" },
  );
});
afterAll(async () => {
  await desk.close();
  await mongo.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pidOf = ({ pid }: RunningServer) => pid ?? 0;

/** A call with the time it took. */
async function timed(call: () => Promise<Reply>): Promise<{ reply: Reply; ms: number }> {
  const begin = performance.now();
  return { reply: await call(), ms: performance.now() - begin };
}

const login = (email: string) =>
  desk.call("POST", "/auth/login", { body: { email, password: PASSWORD } });

test("a database that hangs is answered 503 after the deadline, sooner by the probe, the process stays alive, and goes on afterwards", async () => {
  const { email, token } = await desk.person(["admin"]);
  const secret = desk.world.endpoints.find(({ name }) => name === "sms")?.id ?? "";
  const sms = {
    body: new URLSearchParams({
      date: "2026-11-21 10:00:00",
      from: "+254700000050",
      id: "an-sms-in-the-dark",
      text: "hello",
      to: "22384",
    }).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  };
  process.kill(pidOf(mongo), "SIGSTOP");
  try {
    expect((await desk.call("GET", "/health/live")).status).toBe(200);
    const ready = await timed(() => desk.call("GET", "/health/ready"));
    expect(ready.reply.status).toBe(503);
    const calls = await Promise.all([
      timed(() => login(email)),
      timed(() => desk.call("GET", "/api/cases", { token })),
      timed(() => desk.call("GET", "/tickets/T-0000-0", { token })),
      timed(() => desk.call("POST", `/webhooks/africastalking/${secret}`, sms)),
    ]);
    for (const { reply, ms } of calls) {
      expect([reply.status, reply.body["code"]]).toEqual([503, "unavailable"]);
      expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(ready.ms).toBeLessThan(ms);
    }
  } finally {
    process.kill(pidOf(mongo), "SIGCONT");
  }
  await until("signing in again", async () => (await login(email)).status === 200);
  await until("ready again", async () => (await desk.call("GET", "/health/ready")).status === 200);
});

test("live frames go on after MongoDB was killed and came back: nothing is missed, nothing fetched again", async () => {
  const { token } = await desk.person(["admin"]);
  const socket = new WebSocket(`${desk.url.replace("http", "ws")}/ws`);
  const frames: LiveFrame[] = [];
  socket.on("message", (data: Buffer) => frames.push(JSON.parse(data.toString()) as LiveFrame));
  socket.once("open", () => {
    socket.send(JSON.stringify({ type: "hello", token }));
  });
  await until("ready", async () => Promise.resolve(frames.some(({ type }) => type === "ready")));
  await insertTurn(1);
  await until("the first turn", async () => Promise.resolve(turnsIn(frames).includes(1)));

  const port = Number(new URL(mongo.address).port);
  process.kill(pidOf(mongo), "SIGKILL");
  await mongo.exited;
  mongo = await startMongo({ config, report: () => undefined, port });
  await until("a write", async () => {
    await insertTurn(2);
    return true;
  });
  await until("the second turn", async () => Promise.resolve(turnsIn(frames).includes(2)));
  expect(turnsIn(frames)).toEqual([1, 2]);
  expect(frames.some(({ type }) => type === "refetch")).toBe(false);
  socket.terminate();
});

async function insertTurn(turn: number): Promise<void> {
  await desk.clinic.store.connection.collection(eventCollection.name).insertOne({
    caseId: "T-0000-0",
    turn,
    workflow: "ticket",
    state: "assigned",
    queue: "billing",
    oldQueue: null,
  });
}

function turnsIn(frames: readonly LiveFrame[]): number[] {
  return frames.flatMap((frame) => (frame.type === "changed" ? frame.turn : []));
}
