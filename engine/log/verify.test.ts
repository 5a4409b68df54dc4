import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { until } from "../../tests/support/clinic.js";
import { storeParts, testDatabaseUri } from "../../tests/support/servers.js";
import { contentHash } from "../definition/canonical.js";
import type { StatePatch } from "../interpreter/effect.js";
import type { Turn } from "../interpreter/turn.js";
import { auditCollection, openAuditTrail } from "../store/audit.js";
import { caseCollection } from "../store/cases.js";
import { destroyCaseKey } from "../store/case-keys.js";
import { linkOf } from "../store/chain.js";
import { ensureIndexes } from "../store/collections.js";
import { commitTurns } from "../store/commit.js";
import { eventCollection } from "../store/events.js";
import { openStore } from "../store/open-store.js";
import { operator, type Store } from "../store/store.js";
import { verifyLogCommand } from "./command.js";
import { keepSigning, type Signing } from "./keep-signing.js";
import { readSignedFolder } from "./signed-folder.js";

const uri = testDatabaseUri("verify-log");
const folder = mkdtempSync(join(tmpdir(), "casewright-verify-log-"));
const headsFile = join(folder, "heads.jsonl");

let store: Store;
beforeAll(async () => {
  store = await openStore(uri, storeParts);
  await ensureIndexes(store);
});
afterAll(async () => {
  await store.connection.dropDatabase();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  rmSync(headsFile, { force: true });
  for (const { name } of [caseCollection, eventCollection, auditCollection])
    await rows(name).deleteMany({});
  await commit("T-1", [1, 2, 3, 4]);
  await commit("T-2", [1, 2]);
  expect(await verified()).toEqual({ code: 0, said: ["2 logs whole, 0 not"] });
});

type Row = { _id: string; [member: string]: unknown };
const rows = (name: string) => store.connection.collection<Row>(name);
const events = () => rows(eventCollection.name);

async function verified(headsPath = headsFile): Promise<{ code: number; said: string[] }> {
  let text = "";
  const config = { mongodbUri: uri, keys: storeParts.keys, logHeads: folder };
  const write = (more: string) => {
    text += more;
  };
  const code = await verifyLogCommand({ config, headsPath, at: new Date(0), write });
  return { code, said: text.trim().split("\n") };
}

async function commit(id: string, turns: readonly number[]): Promise<void> {
  await commitTurns(store, {
    ...{ caseId: id, release: 1, interpreter: 1, placingOf: () => ({ rank: 1, needs: [] }) },
    facetsOf: () => [],
    clocksOf: () => ({ clocks: {}, count: () => 0 }),
    messagesOf: () => Promise.resolve([]),
    turns: turns.map((turn) => turnOf(id, turn)),
  });
}

function turnOf(id: string, turn: number): Turn {
  const actor = { id: "u-1", roles: [] };
  const text = `Amina said ${String(turn)}`;
  const acted = { type: "acted", action: "note", actor, seenEntry: null } as const;
  const event = { ...acted, input: { text }, requestId: `r-${String(turn)}`, at: turn };
  const state = {
    ...{ id, workflow: "ticket", turn, entry: 1, state: "new", status: "open" },
    ...{ priority: "Medium", queue: "triage", queuedAt: 1, assignee: null, data: { text } },
    ...{ contact: null, clocks: {}, seen: {}, automatic: 0, createdAt: 1, updatedAt: turn },
  };
  const bare = { turn, event, transition: null, patch: state as StatePatch, effects: [] };
  return { ...bare, digest: contentHash(bare) };
}

/** What somebody with the whole database and none of our keys can do: every link and the head made to fit again. */
async function fit(caseId: string): Promise<void> {
  let head = "";
  for (const row of await events().find({ caseId }).sort({ turn: 1 }).toArray()) {
    const hash = linkOf(head, row);
    await events().updateOne({ _id: row._id }, { $set: { hash } });
    head = hash;
  }
  const turn = await events().countDocuments({ caseId });
  await rows(caseCollection.name).updateOne({ _id: caseId }, { $set: { head, turn } });
}

const takeOut = async (id: string) => {
  const row = await events().findOneAndDelete({ _id: id });
  if (!row) throw new Error(`no row ${id}`);
  return row;
};

describe("casewright verify-log", () => {
  test("finds an event that was changed", async () => {
    await events().updateOne({ _id: "T-1.2" }, { $set: { actor: "somebody-else" } });
    expect(await verified()).toEqual({
      code: 1,
      said: ["T-1 turn 2 changed", "1 logs whole, 1 not"],
    });
  });

  test("finds an event that was taken out of the middle, and one taken from the end", async () => {
    await takeOut("T-1.3");
    await takeOut("T-2.2");
    expect((await verified()).said.slice(0, 2)).toEqual([
      "T-1 turn 3 missing",
      "T-2 turn 2 missing",
    ]);
  });

  test("finds events that changed places", async () => {
    const [second, third] = [await takeOut("T-1.2"), await takeOut("T-1.3")];
    await events().insertMany([
      { ...second, turn: 3 },
      { ...third, turn: 2 },
    ]);
    expect((await verified()).said[0]).toBe("T-1 turn 2 changed");
  });

  test("finds an event that was put in, in the middle and at the end", async () => {
    const last = await events().findOne({ _id: "T-2.2" });
    await events().insertOne({ ...last, _id: "T-2.3", turn: 3, hash: linkOf("", last ?? {}) });
    const [third, fourth] = [await takeOut("T-1.3"), await takeOut("T-1.4")];
    await events().insertMany([
      { ...third, _id: "T-1.3x", turn: 3, actor: "forged" },
      { ...third, turn: 4 },
      { ...fourth, turn: 5 },
    ]);
    expect((await verified()).said.slice(0, 2)).toEqual([
      "T-1 turn 3 changed",
      "T-2 turn 3 changed",
    ]);
  });

  test("finds a log that was cut short or left out with its case made to fit, by the heads it signed before", async () => {
    await takeOut("T-1.4");
    await fit("T-1");
    await events().deleteMany({ caseId: "T-2" });
    await rows(caseCollection.name).deleteOne({ _id: "T-2" });
    expect((await verified()).said.slice(0, 2)).toEqual([
      "T-1 turn 4 missing",
      "T-2 turn 1 missing",
    ]);
  });

  test("finds a log that was rewritten from end to end, by the heads it signed before", async () => {
    await events().updateOne({ _id: "T-1.2" }, { $set: { actor: "somebody-else" } });
    await fit("T-1");
    expect(await verified()).toEqual({
      code: 1,
      said: ["T-1 turn 4 rewritten", "1 logs whole, 1 not"],
    });
  });

  test("finds signed heads that were changed or left out, and signs no more until somebody has looked", async () => {
    await commit("T-2", [3]);
    await verified();
    const signed = readFileSync(headsFile, "utf8");
    const [first = "", second = ""] = signed.split("\n");
    for (const changed of [second, `${first.replace('"T-1":[4', '"T-1":[3')}\n${second}`]) {
      writeFileSync(headsFile, `${changed}\n`);
      const { code, said } = await verified();
      expect([code, said[0]]).toEqual([1, `${headsFile}:1 not as it was signed`]);
      expect(readFileSync(headsFile, "utf8")).toBe(`${changed}\n`);
    }
  });

  test("has nothing to say about a case that goes on, or whose key was destroyed", async () => {
    await destroyCaseKey(store, "T-1", new Date());
    await commit("T-2", [3]);
    expect(await verified()).toEqual({ code: 0, said: ["2 logs whole, 0 not"] });
    expect(await verified()).toEqual({ code: 0, said: ["2 logs whole, 0 not"] });
  });
});

describe("a running worker", () => {
  const heads = join(folder, "heads");
  let signing: Signing;
  let told: string[];
  beforeEach(() => {
    rmSync(heads, { recursive: true, force: true });
    told = [];
    signing = start();
  });
  afterEach(() => signing.stop());

  const start = (everyMs = 20) => {
    const write = (line: string) => told.push(line);
    const log = pino({ level: "error" }, { write });
    const { keys } = storeParts;
    return keepSigning({ store, keys, folder: heads, log, everyMs, now: Date.now });
  };
  const signed = (caseId: string, turn: number) =>
    until(`the signature of ${caseId}, ${String(turn)}`, () => {
      const { ends } = readSignedFolder(heads, storeParts.keys);
      return Promise.resolve(ends.get(caseId)?.some((end) => end.turn === turn));
    });

  test("signs between two checks, so that a tail cut off meanwhile is found, and one rewritten", async () => {
    await signed("T-1", 4);
    await commit("T-1", [5, 6]);
    await commit("T-2", [3, 4]);
    await commit("T-3", [1]);
    await Promise.all([signed("T-1", 6), signed("T-2", 4), signed("T-3", 1)]);
    await takeOut("T-1.6");
    await takeOut("T-1.5");
    await fit("T-1");
    await events().updateOne({ _id: "T-2.3" }, { $set: { actor: "somebody-else" } });
    await fit("T-2");
    await events().deleteMany({ caseId: "T-3" });
    await rows(caseCollection.name).deleteOne({ _id: "T-3" });
    expect(await verified(heads)).toEqual({
      code: 1,
      said: [
        "T-1 turn 5 missing",
        "T-2 turn 4 rewritten",
        "T-3 turn 1 missing",
        "0 logs whole, 3 not",
      ],
    });
  });

  test("tells of a log that does not go on from where it was signed, and does not sign over it", async () => {
    await signed("T-1", 4);
    await takeOut("T-1.4");
    await fit("T-1");
    await commit("T-1", [4, 5]);
    await until("the alarm", () => Promise.resolve(told.some((line) => line.includes("T-1"))));
    expect(JSON.parse(told[0] ?? "")).toMatchObject({
      ...{ msg: "log tampered with", caseId: "T-1", turn: 4, kind: "rewritten" },
    });
    const { ends } = readSignedFolder(heads, storeParts.keys);
    expect(ends.get("T-1")).toMatchObject([{ turn: 4 }]);
  });

  test("signs alone for its machine, goes on after a line that was cut in the middle, and leaves a check of the log in peace", async () => {
    await signed("T-1", 4);
    const second = start();
    await commit("T-1", [5]);
    await signed("T-1", 5);
    expect(await verified(heads)).toMatchObject({ code: 0 });
    await signing.stop();
    const [file = ""] = readdirSync(heads).filter((name) => name.endsWith(".jsonl"));
    appendFileSync(join(heads, file), '{"n":9,"at":"2026');
    await commit("T-1", [6]);
    await signed("T-1", 6);
    await second.stop();
    expect(readSignedFolder(heads, storeParts.keys).damaged).toEqual([]);
    expect(await verified(heads)).toEqual({ code: 0, said: ["2 logs whole, 0 not"] });
  });

  test("signs what was committed while no worker ran, and the last turns when it stops", async () => {
    await signed("T-1", 4);
    await signing.stop();
    await commit("T-1", [5]);
    signing = start(3_600_000);
    await signed("T-1", 5);
    await commit("T-1", [6]);
    await until("its being heard of", async () => {
      await signing.stop();
      const { ends } = readSignedFolder(heads, storeParts.keys);
      const there = ends.get("T-1")?.some((end) => end.turn === 6);
      if (there !== true) signing = start(3_600_000);
      return there;
    });
  });
});

describe("the audit trail, by casewright verify-log", () => {
  const entries = () => rows(auditCollection.name);
  beforeEach(async () => {
    const trail = openAuditTrail(store, () => "chain-1");
    const read = { what: "read", by: "u-1", session: null, kinds: ["cases"] } as const;
    const entry = { ...read, kinds: ["cases"], address: "127.0.0.1", reason: null };
    for (const id of ["T-1", "T-2", "T-3", "T-4"])
      await trail.add({ ...entry, at: new Date(1), route: "readCase", subjects: [id] });
    expect(await verified()).toEqual({ code: 0, said: ["3 logs whole, 0 not"] });
  });
  const broken = async (what: string) => {
    expect(await verified()).toEqual({
      code: 1,
      said: [`audit:chain-1 turn ${what}`, "2 logs whole, 1 not"],
    });
  };
  const id = (n: number) => `chain-1.${String(n).padStart(12, "0")}`;
  const fitted = async () => {
    let head = "";
    for (const row of await entries().find({}).sort({ _id: 1 }).toArray()) {
      head = linkOf(head, row);
      await entries().updateOne({ _id: row._id }, { $set: { hash: head } });
    }
  };

  test("shows an entry that was changed", async () => {
    await entries().updateOne({ _id: id(2) }, { $set: { by: "somebody-else" } });
    await broken("2 changed");
  });

  test("shows an entry that was taken out", async () => {
    await entries().deleteOne({ _id: id(2) });
    await broken("2 missing");
  });

  test("shows entries that changed places", async () => {
    const [second, third] = await entries()
      .find({ n: operator({ $in: [2, 3] }) })
      .toArray();
    await entries().updateOne({ _id: id(2) }, { $set: { subjects: third?.["subjects"] } });
    await entries().updateOne({ _id: id(3) }, { $set: { subjects: second?.["subjects"] } });
    await broken("2 changed");
  });

  test("shows an end that was cut off, and a chain that is gone, by the heads it signed before", async () => {
    await entries().deleteOne({ _id: id(4) });
    await broken("4 missing");
    await entries().deleteMany({});
    await broken("1 missing");
  });

  test("shows a chain that was rewritten from end to end, by the heads it signed before", async () => {
    await entries().updateOne({ _id: id(2) }, { $set: { by: "somebody-else" } });
    await fitted();
    await broken("4 rewritten");
  });
});
