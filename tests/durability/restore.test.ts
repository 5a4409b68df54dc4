import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCases } from "../../engine/cases/index.js";
import { findProjectRoot, loadConfig } from "../../engine/config.js";
import { acceptInbound } from "../../engine/inbound/accept.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import { verifyLogs } from "../../engine/log/verify.js";
import { dataConverterFor } from "../../engine/privacy/data-converter.js";
import { reconcileCommand } from "../../engine/reconcile/command.js";
import type { RunningServer } from "../../engine/servers/running-server.js";
import { startTemporal } from "../../engine/servers/temporal.js";
import { caseCollection, caseDoc, type CaseDoc } from "../../engine/store/cases.js";
import { ensureIndexes } from "../../engine/store/collections.js";
import { eventsOf } from "../../engine/store/events.js";
import { takenQuantities } from "../../engine/store/ledger.js";
import { messagesOf } from "../../engine/store/messages.js";
import { openStore } from "../../engine/store/open-store.js";
import type { Store } from "../../engine/store/store.js";
import { acceptTools, type Clinic, openClinic, people, until } from "../support/clinic.js";
import { moveTicket, renameTicket } from "../support/moved.js";
import { testDatabaseUri } from "../support/servers.js";
import { act, byMessage, lostProperty, quiet, tighten, update, viewOf } from "../support/stage.js";

const folder = mkdtempSync(join(tmpdir(), "casewright-restore-"));
const PHONES = {
  bill: "+254711000001",
  card: "+254711000002",
  coat: "+254711000003",
  late: "+254711000004",
  waits: "+254711000005",
  moved: "+254711000006",
};

let temporal: RunningServer;
let clinic: Clinic;
/** Cases by whom they are about. */
let ids: Record<keyof typeof PHONES, string>;
beforeAll(async () => {
  temporal = await startOwn();
  clinic = await openClinic({
    mongodbUri: testDatabaseUri("restore"),
    temporalAddress: temporal.address,
  });
  // What is told to this number has to wait, until it no longer does.
  await clinic.provider.rules({ to: PHONES.waits, fault: { kind: "throttle", retryAfter: "5" } });
  const [bill, card, coat, waits, moved] = await Promise.all([
    byMessage(clinic, PHONES.bill, "My bill is wrong"),
    byMessage(clinic, PHONES.card, "My card is lost, who helps me?"),
    lostProperty(clinic, PHONES.coat, "A red coat"),
    byMessage(clinic, PHONES.waits, "My bill is not there"),
    byMessage(clinic, PHONES.moved, "My bill is in another language"),
  ]);
  await act(clinic, bill, "claim");
  await act(clinic, moved, "claim");
  await Promise.all([bill, card, coat, moved].map((id) => quiet(clinic, id)));
  await renameTicket(clinic, "Request");
  await until("a message that waits", async () =>
    (await messagesOf(clinic.store, waits)).some(({ state }) => state === "queued"),
  );
  await backUp("first");

  await clinic.provider.rules();
  await act(clinic, bill, "ask", { text: "Which month is it about?" });
  await clinic.receive(PHONES.bill, "It is about May");
  await until("the answer", async () => (await viewOf(clinic, bill)).state.state === "in_progress");
  await act(clinic, bill, "resolve", { resolution: "May is paid" });
  await act(clinic, bill, "close");
  await act(clinic, card, "claim");
  await act(clinic, card, "ask", { text: "Which colour does it have?" });
  await clinic.receive(PHONES.card, "I do not remember");
  await until("the answer", async () => (await viewOf(clinic, card)).state.state === "in_progress");
  await act(clinic, coat, "find", { shelf: 3 }, people.porter);
  await Promise.all([bill, card, coat].map((id) => quiet(clinic, id)));
  // The last that this case did: no later turn has the number of the one that it forgot.
  await forgetOne(card);
  await moveAround(moved);
  const late = await byMessage(clinic, PHONES.late, "I came after the first backup, by bill");
  ids = { bill, card, coat, late, waits, moved };
  await Promise.all(Object.values(ids).map((id) => quiet(clinic, id)));
  await until("what had to wait", () =>
    Promise.resolve(clinic.provider.accepted().some(({ to }) => to === PHONES.waits)),
  );
  await Promise.all(Object.values(ids).map((id) => quiet(clinic, id)));
  await backUp("second");
});
afterAll(async () => {
  for (const name of ["first", "second"])
    await clinic.store.connection.useDb(backupOf(name)).dropDatabase();
  await clinic.close();
  await temporal.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A turn that the database refuses, and that a repair has the case forget. */
async function forgetOne(id: string): Promise<void> {
  await tighten(clinic, { type: { $ne: "acted" } });
  await update(clinic, id, "release", crypto.randomUUID());
  await until("parking", async () => (await caseDoc(clinic.store, id))?.parked);
  await tighten(clinic, {});
  const repair = { how: "reload", actor: people.admin, requestId: crypto.randomUUID() } as const;
  await clinic.cases.repair(id, repair);
}

/** Forgets a turn, is moved to a release that the first backup has, and then to one that it has not. */
async function moveAround(id: string): Promise<void> {
  await forgetOne(id);
  await act(clinic, id, "note", { text: "Under the first release" });
  await moveTicket(clinic, id, { from: 1, to: 2 });
  await act(clinic, id, "note", { text: "Under the second release" });
  await renameTicket(clinic, "Matter");
  await quiet(clinic, id);
  await moveTicket(clinic, id, { from: 2, to: 3 });
  await act(clinic, id, "note", { text: "Under the third release" });
}

async function startOwn(port?: number): Promise<RunningServer> {
  const { PATH, HOME, XDG_CACHE_HOME } = process.env;
  const config = loadConfig({ PATH, HOME, XDG_CACHE_HOME, DATA_DIR: folder }, findProjectRoot());
  const start = { config, report: () => undefined, durable: "normal" } as const;
  return startTemporal(port === undefined ? start : { ...start, port });
}

type Moment = "first" | "second";
const backupOf = (moment: string) => `${clinic.store.connection.name}-${moment}`;

/** Both databases as they are now, each by its own means, with nobody working meanwhile. */
async function backUp(moment: Moment): Promise<void> {
  await clinic.stopWorker();
  await copyDatabase(clinic.store, backupOf(moment));
  await withTemporalStopped(() => {
    cpSync(join(folder, "temporal"), join(folder, moment), { recursive: true });
  });
  await clinic.startWorker();
}

async function copyDatabase(store: Store, to: string): Promise<void> {
  const { db } = store.connection;
  for (const { name } of (await db?.listCollections().toArray()) ?? [])
    await db
      ?.collection(name)
      .aggregate([{ $match: {} }, { $out: { db: to, coll: name } }])
      .toArray();
}

async function withTemporalStopped(work: () => void): Promise<void> {
  const port = Number(temporal.address.split(":")[1]);
  await temporal.stop();
  work();
  temporal = await startOwn(port);
}

/** A clinic on what was restored: MongoDB of one moment, Temporal of the same or another. */
type Restored = {
  readonly clinic: Clinic;
  readonly said: readonly string[];
  readonly stop: () => Promise<void>;
};

async function restored(moments: { mongo: Moment; temporal: Moment }): Promise<Restored> {
  await clinic.stopWorker();
  await withTemporalStopped(() => {
    rmSync(join(folder, "temporal"), { recursive: true });
    cpSync(join(folder, moments.temporal), join(folder, "temporal"), { recursive: true });
  });
  const uri = new URL(clinic.config.mongodbUri ?? "");
  uri.pathname = `/${clinic.store.connection.name.slice(0, 40)}-r${crypto.randomUUID().slice(0, 6)}`;
  const backup = clinic.store.connection.useDb(backupOf(moments.mongo));
  for (const { name } of (await backup.db?.listCollections().toArray()) ?? [])
    await backup.db
      ?.collection(name)
      .aggregate([{ $match: {} }, { $out: { db: uri.pathname.slice(1), coll: name } }])
      .toArray();
  const config = { ...clinic.config, mongodbUri: uri.href };
  const said = await reconciled(config);
  const store = await openStore(uri.href, { keys: config.keys, alarm: () => undefined });
  await ensureIndexes(store);
  const connection = await NativeConnection.connect({ address: temporal.address });
  const dataConverter = dataConverterFor({ store, ...config.keys });
  const client = new Client({ connection, dataConverter });
  const tools = { ...clinic.tools, store, temporal: client };
  const again: Clinic = {
    ...clinic,
    ...{ config, store, connection, client, tools, cases: openCases(tools) },
    receive: async (from, text) => {
      const message = { kind: "message", providerId: crypto.randomUUID(), from, to: "22384", text };
      await acceptInbound(acceptTools(store), clinic.sms, [message as never], new Date());
    },
  };
  // Before anybody works: a second look finds nothing to do.
  expect(await reconciled(config)).toEqual([expect.stringMatching(/^\d+ cases agreed already/)]);
  await clinic.startWorker({ config, dataConverter });
  return {
    ...{ clinic: again, said },
    stop: async () => {
      await clinic.stopWorker();
      await connection.close();
      await store.connection.dropDatabase();
      await store.close();
    },
  };
}

async function reconciled(config: Clinic["config"]): Promise<readonly string[]> {
  let text = "";
  const { taskQueue } = clinic.tools;
  const write = (more: string) => (text += more);
  const at = { ...config, temporal: { ...config.temporal, address: temporal.address } };
  await reconcileCommand({ config: at, taskQueue, now: Date.now, write });
  return text
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("The signed ends"));
}

/** Rows that do not say what their workflows say, when nothing is left to do. */
async function disagreeing(on: Clinic): Promise<string[]> {
  const rows = await on.store.of(caseCollection).find().lean<CaseDoc[]>();
  const wrong: string[] = [];
  for (const row of rows) {
    await quiet(on, row._id);
    const run = on.client.workflow.getHandle(row._id);
    const isOver = (await run.describe()).status.name === "COMPLETED";
    const state = isOver ? ((await run.result()) as CaseState) : (await viewOf(on, row._id)).state;
    const now = await caseDoc(on.store, row._id);
    if (JSON.stringify(sorted(now?.state)) !== JSON.stringify(sorted(state))) wrong.push(row._id);
    if (now?.parked) wrong.push(`${row._id} is parked`);
  }
  const { tampered } = await verifyLogs(on.store, new Map());
  return [...wrong, ...tampered.map(({ caseId }) => `${caseId} log`)];
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([key, one]) => [key, sorted(one)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What somebody has got more than once. */
function sentTwice(): string[] {
  const all = clinic.provider.accepted().map(({ to, text }) => `${to} ${text}`);
  return all.filter((one, i) => all.indexOf(one) !== i);
}

const digests = async (store: Store, id: string) =>
  (await eventsOf(store, id, { after: 0, limit: 500 })).map(({ digest }) => digest);

/** A patient answers, staff act, and somebody new writes: each finds what it should. */
async function goesOn(on: Clinic): Promise<string> {
  const { state } = await viewOf(on, ids.card);
  await on.receive(PHONES.card, "It is blue, and very old");
  await until("the answer", async () => (await viewOf(on, ids.card)).state.turn > state.turn);
  await until("its row", async () =>
    (await messagesOf(on.store, ids.card)).some(({ text }) => text.startsWith("It is blue")),
  );
  const phone = `+2547110001${String(10 + (strangers += 1))}`;
  const fresh = await byMessage(on, phone, "A question about my bill");
  await act(on, fresh, "claim");
  await quiet(on, fresh);
  return fresh;
}
let strangers = 0;

describe("after a restore", () => {
  test("MongoDB that is older gets back what Temporal knows, and is told what nobody can read any more", async () => {
    const { clinic: on, said, stop } = await restored({ mongo: "first", temporal: "second" });
    expect(said).toEqual([
      expect.stringMatching(/^\d+ messages? waited to be sent or w\w+ on the way/),
      expect.stringMatching(/^\d+ of them Temporal knows to have gone out/),
      expect.stringContaining("4 cases had gone on in Temporal"),
      expect.stringMatching(/^1 case had been moved to a release .* without 2 steps \(/),
      expect.stringContaining(`1 case began after the backup of MongoDB`),
      "New cases get numbers after the last that was in use.",
      "1 case agreed already.",
    ]);
    expect(said[3]).toContain(ids.moved);
    expect(said[4]).toContain(ids.late);
    const moved = await caseDoc(on.store, ids.moved);
    expect(moved?.release).toBe(2);
    expect(await digests(on.store, ids.moved)).toEqual(
      (await digests(clinic.store, ids.moved)).slice(0, moved?.turn),
    );
    await act(on, ids.moved, "note", { text: "It goes on" });
    for (const id of [ids.bill, ids.card, ids.coat])
      expect(await digests(on.store, id)).toEqual(await digests(clinic.store, id));
    expect(await takenQuantities(on.store)).toEqual(await takenQuantities(clinic.store));
    const outcomes = (await messagesOf(on.store, ids.bill)).map(({ state }) => state);
    expect(outcomes.filter((state) => state === "queued" || state === "sending")).toEqual([]);
    const fresh = await goesOn(on);
    expect(Object.values(ids)).not.toContain(fresh);
    expect(await disagreeing(on)).toEqual([]);
    expect(sentTwice()).toEqual([]);
    await stop();
  });

  test("Temporal that is older goes on from MongoDB, whatever it had in hand", async () => {
    const { clinic: on, said, stop } = await restored({ mongo: "second", temporal: "first" });
    expect(said.join()).toMatch(/cases had gone on in MongoDB, or were missing in Temporal/);
    for (const id of [ids.bill, ids.card, ids.coat, ids.late]) expect(said.join()).toContain(id);
    await goesOn(on);
    expect((await caseDoc(on.store, ids.moved))?.release).toBe(3);
    await act(on, ids.moved, "note", { text: "It goes on" });
    expect(await disagreeing(on)).toEqual([]);
    for (const id of [ids.bill, ids.coat, ids.late])
      expect(await digests(on.store, id)).toEqual(await digests(clinic.store, id));
    await act(
      on,
      ids.coat,
      "hand_back",
      { receivedBy: "Its owner", identityChecked: true },
      people.porter,
    );
    await on.receive(PHONES.late, "Here I am again");
    await until("the message", async () =>
      (await messagesOf(on.store, ids.late)).some(({ text }) => text === "Here I am again"),
    );
    expect(await disagreeing(on)).toEqual([]);
    expect(sentTwice()).toEqual([]);
    await stop();
  });

  test("both from before a message went out do not send it again: staff see that nobody knows", async () => {
    const { clinic: on, said, stop } = await restored({ mongo: "first", temporal: "first" });
    expect(said).toEqual([
      expect.stringContaining("held back as unknown"),
      expect.stringContaining("5 cases agreed already."),
    ]);
    await quiet(on, ids.waits);
    const states = (await messagesOf(on.store, ids.waits)).map(({ state, reason }) => [
      state,
      reason,
    ]);
    expect(states).toContainEqual(["unknown", "restored"]);
    await goesOn(on);
    expect(await disagreeing(on)).toEqual([]);
    expect(sentTwice()).toEqual([]);
    await stop();
  });
});
