import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findProjectRoot, loadConfig } from "../engine/config.js";
import { freePort } from "../engine/servers/port.js";
import { startMongo } from "../engine/servers/mongo.js";
import type { RunningServer } from "../engine/servers/running-server.js";
import { openStore } from "../engine/store/open-store.js";
import type { Store } from "../engine/store/store.js";
import { until } from "./support/clinic.js";
import { startTestInstance, type TestInstance } from "./support/instance.js";
import { storeParts } from "./support/servers.js";
import {
  type CollectedSpan,
  startTraceCollector,
  type TraceCollector,
} from "./support/trace-collector.js";
import { spellings } from "./support/spellings.js";

const PHONE = "+254799887766";
const OTHER = "+254799887755";
const NAME = "Quillabrax Wandersmythe";
const NOTE = "zq-canary-note";
const EMAIL = "quillabrax@wandersmythe.example";
/** Said by whoever erases; it names the person. */
const REASON = "zq-canary-reason";
const canaries = [PHONE.slice(1), OTHER.slice(1), NAME, NOTE, EMAIL, REASON];

/** Compressed blocks and shared prefixes of index keys would hide what is there from the search. */
const UNCOMPRESSED = [
  ...["--wiredTigerCollectionBlockCompressor", "none", "--wiredTigerJournalCompressor", "none"],
  ...["--wiredTigerIndexPrefixCompression", "false"],
];

const ADMIN = { email: "admin@clinic.example", password: "correct horse battery staple" };

let folder: string;
let mongo: RunningServer;
let store: Store;
let collector: TraceCollector;
let instance: TestInstance;
let url: string;
let token = "";
/** The tickets that were opened, all closed by now. */
let tickets: readonly string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "casewright-unreadable-"));
  const { PATH, HOME, XDG_CACHE_HOME } = process.env;
  const own = { PATH, HOME, XDG_CACHE_HOME, DATA_DIR: join(folder, "database") };
  const config = loadConfig(own, findProjectRoot());
  mongo = await startMongo({ config, report: () => undefined, moreArguments: UNCOMPRESSED });
  store = await openStore(mongo.address, storeParts);
  collector = await startTraceCollector();
  const port = await freePort();
  url = `http://127.0.0.1:${String(port)}`;
  instance = startTestInstance({
    env: {
      ...{ NODE_ENV: "test", PORT: String(port), DATA_DIR: join(folder, "data") },
      ...{ MONGODB_URI: mongo.address, DATA_KEY: storeParts.keys.dataKey },
      ...{ ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
      ...{ SANDBOX: "on", LOG_LEVEL: "trace" },
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    },
  });
  await instance.waitFor("Casewright ready");
  token = String((await call("POST", "/auth/login", ADMIN))["token"]);
  tickets = await wholeTickets();
});
afterAll(async () => {
  instance.child.kill("SIGINT");
  await instance.exited;
  await collector.stop();
  await store.close();
  await mongo.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Body = Readonly<Record<string, unknown>>;

async function call(method: string, path: string, body?: unknown): Promise<Body> {
  const request = {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
      "idempotency-key": crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const send = () => fetch(url + path, request);
  // A connection that closed while files were searched is noticed by the first who uses it.
  const response = await send().catch(send);
  return (await response.json()) as Body;
}

/**
 * A ticket by SMS, one by e-mail, one of them an emergency, and two by staff, each to its end, with everything read and refused that
 * can be.
 */
async function wholeTickets(): Promise<readonly string[]> {
  const phone = `/api/sandbox/phones/${encodeURIComponent(PHONE)}/messages`;
  await call("POST", phone, { text: `I am ${NAME}, call ${PHONE}. ${NOTE}` });
  const mailbox = `/api/sandbox/mailboxes/${encodeURIComponent(EMAIL)}/mails`;
  const pain = "I have chest pain and cannot breathe";
  await call("POST", mailbox, { subject: NAME, text: `${pain}. ${NAME}, ${PHONE}: ${NOTE}` });
  const contact = { phone: OTHER, name: NAME };
  const data = { description: `${NAME}, ${PHONE}: ${NOTE}` };
  await call("POST", "/api/cases", { workflow: "ticket", data, contact });
  await call("POST", "/api/cases", { workflow: "ticket", data, contact: { email: EMAIL } });
  const ids = await until("four routed tickets", async () => {
    const { items } = await call("GET", "/api/cases?status=open");
    const open = items as readonly { id: string; state: { id: string } }[];
    return open.length === 4 && open.every(({ state }) => state.id !== "new") && open;
  });
  for (const { id } of ids) {
    const act = (action: string, input: Body = {}) =>
      call("POST", `/api/cases/${id}/actions/${action}`, { input });
    await act("claim");
    await act("note", { text: `${NAME} ${NOTE}` });
    await act("ask", { text: `Dear ${NAME}, is ${PHONE} right?` });
    // Refused: neither the form nor the address takes it.
    await act("note", { [NAME]: NOTE });
    await call("GET", `/api/cases/${encodeURIComponent(NAME)}?note=${NOTE}`);
    await call("POST", "/auth/login", { email: EMAIL, password: NOTE });
    await act("resolve", { resolution: NOTE });
    // Of an emergency.
    await act("resolve_emergency", { resolution: NOTE });
    await act("learn", { text: `${NAME} ${NOTE}` });
    for (const part of ["", "/messages", "/events"]) await call("GET", `/api/cases/${id}${part}`);
    await act("close");
  }
  await until("what was sent", async () => {
    const { items } = await call("GET", phone);
    return (items as readonly unknown[]).length > 2;
  });
  return ids.map(({ id }) => id);
}

/** Erases everybody, each once, with a reason that names them. */
async function eraseAll(): Promise<void> {
  const erased = new Set<string>();
  for (const id of tickets) {
    if (erased.has(id)) continue;
    const answer = await until(`the erasure of ${id}`, async () => {
      const reason = `${NAME}, ${PHONE}: ${REASON}`;
      const done = await call("POST", `/api/cases/${id}/erasure`, { reason, extent: "person" });
      return Array.isArray(done["erased"]) && (done["erased"] as readonly string[]);
    });
    for (const each of answer) erased.add(each);
  }
}

/**
 * Which texts stand in any file below a folder, in any usual spelling. Files are read one after the other, so that connections that close
 * meanwhile are noticed.
 */
async function foundIn(below: string, texts: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const entry of await readdir(below, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    // One that is gone has been replaced by another.
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.of());
    for (const text of texts)
      if (spellings(text).some((spelling) => bytes.includes(spelling))) found.add(text);
  }
  return texts.filter((text) => found.has(text));
}

async function settledFiles(): Promise<void> {
  await store.connection.db?.admin().command({ fsync: 1 });
}

/** Canaries in what the processes have said, in their metrics and in their traces. */
async function heard(): Promise<string[]> {
  const headers = { authorization: `Bearer ${token}` };
  const metrics = await until("the metrics", () =>
    fetch(`${url}/metrics`, { headers }).catch(() => null),
  );
  expect(metrics.status).toBe(200);
  const spoken = Buffer.from(instance.said() + (await metrics.text()));
  const said = Buffer.concat([spoken, collector.bytes()]);
  return canaries.filter((canary) => spellings(canary).some((each) => said.includes(each)));
}

/** Every trace, by what is first in it. */
function tracesFrom(first: string): readonly (readonly CollectedSpan[])[] {
  const { spans } = collector;
  const isFirst = ({ parentSpanId, name }: CollectedSpan) => !parentSpanId && name === first;
  return spans
    .filter(isFirst)
    .map(({ traceId }) => spans.filter((span) => span.traceId === traceId));
}

/** Spans of a trace that hang on nothing in it. */
function loose(trace: readonly CollectedSpan[]): readonly CollectedSpan[] {
  const ids = new Set(trace.map(({ spanId }) => spanId));
  return trace.filter(({ parentSpanId }) => parentSpanId && !ids.has(parentSpanId));
}

describe("a ticket by SMS, when a collector of traces is configured", () => {
  const STEPS = ["hand over", "commit", "decide", "deliver", "send africastalking"];
  const whole = (trace: readonly CollectedSpan[]) =>
    STEPS.every((step) => trace.some(({ name }) => name === step)) && loose(trace).length === 0;

  test("is one connected trace from the webhook to the call of the provider", async () => {
    const trace = await until("a whole trace", () =>
      Promise.resolve(tracesFrom("POST /webhooks/:channel/:endpoint").find(whole)),
    );
    // What staff do is another: their request, what the case writes, and what it sends.
    await until("a trace of an action", () =>
      Promise.resolve(
        tracesFrom("POST /api/cases/:id/actions/:action").find((acted) =>
          ["commit", "send africastalking"].every((step) =>
            acted.some(({ name }) => name === step),
          ),
        ),
      ),
    );
    expect(new Set(trace.map(({ traceId }) => traceId)).size).toBe(1);
    expect(trace.filter(({ parentSpanId }) => !parentSpanId)).toHaveLength(1);
    // The search for what is readable looks at real traces: ids of cases stand there in clear.
    expect(tickets.some((id) => collector.bytes().includes(id))).toBe(true);
  });
});

describe("a patient's name, numbers, address and words", () => {
  test("stand in no file of MongoDB, neither in its data nor in its journal or log", async () => {
    await settledFiles();
    expect(await foundIn(join(folder, "database"), canaries)).toEqual([]);
  });

  test("would be found in every spelling if they were written past the store", async () => {
    const raw = store.connection.collection("past_the_store");
    const written = spellings("a-control-of-the-search").map((bytes) => ({ bytes }));
    await raw.insertMany([...written, { text: "another control" }]);
    await settledFiles();
    const database = join(folder, "database");
    const spelled = spellings("a-control-of-the-search");
    const files = readdirSync(database, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    for (const spelling of spelled)
      expect(files.some((bytes) => bytes.includes(spelling))).toBe(true);
    expect(await foundIn(database, ["another control", "no such words"])).toEqual([
      "another control",
    ]);
  });

  test("stand in nothing that API, worker and Temporal write or say, nor in metrics and traces", async () => {
    expect(await foundIn(join(folder, "data"), canaries)).toEqual([]);
    expect(await heard()).toEqual([]);
    // The search looks at real logs and at Temporal's real database: ids of cases stand there in clear, as they may.
    expect(
      await foundIn(join(folder, "data", "logs"), ["listening", "worker started"]),
    ).toHaveLength(2);
    expect(await foundIn(join(folder, "data", "temporal"), tickets)).toEqual(tickets);
  });

  test("stand nowhere after an erasure either, whose reason names the person; what was done still does", async () => {
    await eraseAll();
    for (const id of tickets)
      expect(await call("GET", `/api/cases/${id}`)).toMatchObject({ code: "erased" });
    await settledFiles();
    expect(await foundIn(join(folder, "database"), canaries)).toEqual([]);
    expect(await foundIn(join(folder, "data"), canaries)).toEqual([]);
    expect(await heard()).toEqual([]);
    expect(await foundIn(join(folder, "database"), tickets)).toEqual(tickets);
    const { items } = await call("GET", "/api/audit?what=erased&limit=100");
    const reasons = (items as readonly { reason: string }[]).map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(new Set([`${NAME}, ${PHONE}: ${REASON}`]));
  });
});
