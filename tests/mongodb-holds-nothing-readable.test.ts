import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
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
import { spellings } from "./support/spellings.js";

const PHONE = "+254799887766";
const OTHER = "+254799887755";
const NAME = "Quillabrax Wandersmythe";
const NOTE = "zq-canary-note";
const EMAIL = "quillabrax@wandersmythe.example";
const canaries = [PHONE.slice(1), OTHER.slice(1), NAME, NOTE, EMAIL];

/** Compressed blocks and shared prefixes of index keys would hide what is there from the search. */
const UNCOMPRESSED = [
  ...["--wiredTigerCollectionBlockCompressor", "none", "--wiredTigerJournalCompressor", "none"],
  ...["--wiredTigerIndexPrefixCompression", "false"],
];

const ADMIN = { email: "admin@clinic.example", password: "correct horse battery staple" };

let folder: string;
let mongo: RunningServer;
let store: Store;
let instance: TestInstance;
let url: string;
let token = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "casewright-unreadable-"));
  const { PATH, HOME, XDG_CACHE_HOME } = process.env;
  const own = { PATH, HOME, XDG_CACHE_HOME, DATA_DIR: join(folder, "database") };
  const config = loadConfig(own, findProjectRoot());
  mongo = await startMongo({ config, report: () => undefined, moreArguments: UNCOMPRESSED });
  store = await openStore(mongo.address, storeParts);
  const port = await freePort();
  url = `http://127.0.0.1:${String(port)}`;
  instance = startTestInstance({
    env: {
      ...{ NODE_ENV: "test", PORT: String(port), DATA_DIR: join(folder, "data") },
      ...{ MONGODB_URI: mongo.address, DATA_KEY: storeParts.keys.dataKey },
      ...{ ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
      ...{ SANDBOX: "on", LOG_LEVEL: "trace" },
    },
  });
  await instance.waitFor("Casewright ready");
  token = String((await call("POST", "/auth/login", ADMIN))["token"]);
  await wholeTickets();
});
afterAll(async () => {
  instance.child.kill("SIGINT");
  await instance.exited;
  await store.close();
  await mongo.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Body = Readonly<Record<string, unknown>>;

async function call(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
      "idempotency-key": crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Body;
}

/** One ticket by SMS and one by staff, each to its end, with everything read and refused that can be. */
async function wholeTickets(): Promise<void> {
  const phone = `/api/sandbox/phones/${encodeURIComponent(PHONE)}/messages`;
  await call("POST", phone, { text: `I am ${NAME}, call ${PHONE}. ${NOTE}` });
  const contact = { phone: OTHER, name: NAME };
  const data = { description: `${NAME}, ${PHONE}: ${NOTE}` };
  await call("POST", "/api/cases", { workflow: "ticket", data, contact });
  await call("POST", "/api/cases", { workflow: "ticket", data, contact: { email: EMAIL } });
  const ids = await until("three routed tickets", async () => {
    const { items } = await call("GET", "/api/cases?status=open");
    const open = items as readonly { id: string; state: { id: string } }[];
    return open.length === 3 && open.every(({ state }) => state.id !== "new") && open;
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
    for (const part of ["", "/messages", "/events"]) await call("GET", `/api/cases/${id}${part}`);
    await act("close");
  }
  await until("what was sent", async () => {
    const { items } = await call("GET", phone);
    return (items as readonly unknown[]).length > 2;
  });
}

/** Which texts stand in any file below a folder, in any usual spelling. */
function foundIn(below: string, texts: readonly string[]): string[] {
  const files = readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return texts.filter((text) =>
    spellings(text).some((spelling) => files.some((bytes) => bytes.includes(spelling))),
  );
}

describe("a patient's name, numbers, address and words", () => {
  test("stand in no file of MongoDB, neither in its data nor in its journal or log", async () => {
    await store.connection.db?.admin().command({ fsync: 1 });
    expect(foundIn(join(folder, "database"), canaries)).toEqual([]);
  });

  test("would be found in every spelling if they were written past the store", async () => {
    const raw = store.connection.collection("past_the_store");
    const written = spellings("a-control-of-the-search").map((bytes) => ({ bytes }));
    await raw.insertMany([...written, { text: "another control" }]);
    await store.connection.db?.admin().command({ fsync: 1 });
    const database = join(folder, "database");
    const spelled = spellings("a-control-of-the-search");
    const files = readdirSync(database, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    for (const spelling of spelled)
      expect(files.some((bytes) => bytes.includes(spelling))).toBe(true);
    expect(foundIn(database, ["another control", "no such words"])).toEqual(["another control"]);
  });

  test("stand in nothing that API, worker and Temporal write or say, nor in the metrics", async () => {
    expect(foundIn(join(folder, "data"), canaries)).toEqual([]);
    const metrics = await fetch(`${url}/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const heard = Buffer.from(instance.said() + (await metrics.text()));
    expect(metrics.status).toBe(200);
    const said = canaries.filter((canary) =>
      spellings(canary).some((each) => heard.includes(each)),
    );
    expect(said).toEqual([]);
    // The search looks at real logs: those of each process.
    expect(foundIn(join(folder, "data", "logs"), ["listening", "worker started"])).toHaveLength(2);
  });
});
