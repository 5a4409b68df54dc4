import type { Payload, SerializationContext } from "@temporalio/common";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeParts, testDatabaseUri } from "../../tests/support/servers.js";
import { SHOWN } from "../../workflows/case/shown.js";
import {
  caseKey,
  caseKeyCollection,
  destroyCaseKey,
  replaceWrappings,
} from "../store/case-keys.js";
import { ensureIndexes } from "../store/collections.js";
import { openStore } from "../store/open-store.js";
import type { Store } from "../store/store.js";
import { openKeyRing } from "./key-ring.js";
import { payloadCodec } from "./payload-codec.js";
import { adoptDataKey } from "./rotate.js";
import { wrappingKeyOf } from "./wrapping-key.js";

const DATA_KEY = "one-data-key-for-tests-of-32-characters";
const NEXT_DATA_KEY = "the-data-key-that-comes-after-this-one";
const uri = testDatabaseUri("privacy");

let store: Store;
let caseNumber = 0;
beforeAll(async () => {
  store = await openStore(uri, storeParts);
  await ensureIndexes(store);
});
afterAll(async () => {
  await store.connection.dropDatabase();
  await store.close();
});

/** The codec as another process of the installation has it: nothing remembered. */
function processWith(dataKey = DATA_KEY, { on = store, clock = { now: 0 }, previous = "" } = {}) {
  const wrappingKeys = [
    wrappingKeyOf(dataKey),
    ...(previous === "" ? [] : [wrappingKeyOf(previous)]),
  ] as const;
  const keys = openKeyRing({ store: on, wrappingKeys, now: () => clock.now });
  return payloadCodec({ keys, wrappingKeys });
}

const freshCase = () => `T-${String((caseNumber += 1))}`;
const inCase = (workflowId: string): SerializationContext => ({
  type: "workflow",
  namespace: "default",
  workflowId,
});
const json = (value: unknown): Payload => ({
  metadata: { encoding: new Uint8Array(Buffer.from("json/plain")) },
  data: new Uint8Array(Buffer.from(JSON.stringify(value))),
});
const valueOf = ([payload]: Payload[]): unknown => JSON.parse(bytesOf(payload).toString());
const bytesOf = (payload: Payload | undefined) => Buffer.from(payload?.data ?? []);

describe("what goes to Temporal", () => {
  test("is read by every process of the installation and by nobody without its keys", async () => {
    const id = freshCase();
    const note = { note: "zq-canary-note", phone: "+254700000099" };
    const sealed = await processWith().encode([json(note)], inCase(id));
    expect(JSON.stringify(sealed) + bytesOf(sealed[0]).toString()).not.toMatch(/canary|2547/);
    expect(valueOf(await processWith().decode(sealed, inCase(id)))).toEqual(note);
    expect((await caseKey(store, id))?.wrapped).not.toContain("zq-canary");
  });

  test("differs every time, so that equal values cannot be told", async () => {
    const codec = processWith();
    const context = inCase(freshCase());
    const [first, second] = await codec.encode([json("yes"), json("yes")], context);
    expect(bytesOf(first).equals(bytesOf(second))).toBe(false);
  });

  test("is compressed when it is long", async () => {
    const codec = processWith();
    const context = inCase(freshCase());
    const program = Array.from({ length: 200 }, (_, i) => ({ state: `state-${String(i)}` }));
    const sealed = await codec.encode([json(program)], context);
    expect(bytesOf(sealed[0]).length).toBeLessThan(bytesOf(json(program)).length / 3);
    expect(valueOf(await codec.decode(sealed, context))).toEqual(program);
  });

  test("keeps its metadata and its bytes, whatever they are", async () => {
    const codec = processWith();
    const context = inCase(freshCase());
    const payload: Payload = {
      metadata: { encoding: new Uint8Array([255, 0, 128]), messageType: new Uint8Array([1]) },
      data: new Uint8Array([0, 1, 254, 255]),
    };
    const [back] = await codec.decode(await codec.encode([payload], context), context);
    expect(back).toEqual(payload);
  });

  test("cannot be moved into another case", async () => {
    const codec = processWith();
    const [mine, yours] = [freshCase(), freshCase()];
    const [sealed] = await codec.encode([json("mine")], inCase(mine));
    await codec.encode([json("yours")], inCase(yours));
    await expect(codec.decode([sealed!], inCase(yours))).rejects.toMatchObject({ reason: "moved" });
    const relabelled = {
      ...sealed!,
      metadata: { ...sealed!.metadata, "encryption-key-id": Buffer.from(yours) },
    };
    await expect(codec.decode([relabelled], inCase(yours))).rejects.toMatchObject({
      reason: "damaged",
    });
  });

  test("cannot be changed unnoticed", async () => {
    const codec = processWith();
    const context = inCase(freshCase());
    const [sealed] = await codec.encode([json("yes")], context);
    const data = bytesOf(sealed);
    data[data.length - 1]! ^= 1;
    await expect(codec.decode([{ ...sealed, data }], context)).rejects.toMatchObject({
      reason: "damaged",
    });
  });

  test("belongs to the installation when it comes without a case", async () => {
    const sealed = await processWith().encode([json("zq-canary-note")]);
    expect(bytesOf(sealed[0]).toString()).not.toContain("canary");
    expect(valueOf(await processWith().decode(sealed, inCase(freshCase())))).toBe("zq-canary-note");
    await expect(processWith(NEXT_DATA_KEY).decode(sealed)).rejects.toMatchObject({
      reason: "other_data_key",
    });
  });

  test("two processes that meet a new case at once seal under the same key", async () => {
    const context = inCase(freshCase());
    const processes = Array.from({ length: 8 }, () => processWith());
    const sealed = await Promise.all(processes.map((each) => each.encode([json("x")], context)));
    for (const each of sealed) expect(valueOf(await processWith().decode(each, context))).toBe("x");
  });

  test("goes on while the database is away, for cases that are awake", async () => {
    const on = await openStore(uri, storeParts);
    const clock = { now: 0 };
    const codec = processWith(DATA_KEY, { on, clock });
    const context = inCase(freshCase());
    const sealed = await codec.encode([json("x")], context);
    await on.close();
    clock.now += 3_600_000;
    expect(valueOf(await codec.decode(sealed, context))).toBe("x");
    clock.now += 3_600_000;
    expect(valueOf(await codec.decode(sealed, context))).toBe("x");
    await expect(codec.encode([json("x")], inCase(freshCase()))).rejects.toThrow();
  });
});

describe("what Temporal's own pages show", () => {
  const passes = async (value: unknown) => {
    const [sealed] = await processWith().encode([json(value)], inCase(freshCase()));
    return bytesOf(sealed).toString() === JSON.stringify(value);
  };
  const definition = { type: "caseWorkflow", queryDefinitions: [] };

  test("is left in clear: words marked for it", async () => {
    expect(await passes(`${SHOWN}Assigned · High · queue medical · turn 3`)).toBe(true);
    expect(await passes({ definition, currentDetails: `${SHOWN}Closed` })).toBe(true);
    expect(await passes({ definition, currentDetails: "" })).toBe(true);
  });

  test("is nothing else", async () => {
    expect(await passes("zq-canary-note")).toBe(false);
    expect(await passes({ text: `${SHOWN}zq-canary-note` })).toBe(false);
    expect(await passes([`${SHOWN}zq-canary-note`])).toBe(false);
    expect(await passes({ definition, currentDetails: "zq-canary-note" })).toBe(false);
    expect(await passes({ definition, currentDetails: "", note: "zq-canary-note" })).toBe(false);
  });
});

describe("a wrong DATA_KEY", () => {
  test("is named, with the case, and tells nothing else", async () => {
    const id = freshCase();
    const sealed = await processWith().encode([json("x")], inCase(id));
    await expect(processWith(NEXT_DATA_KEY).decode(sealed, inCase(id))).rejects.toMatchObject({
      reason: "other_data_key",
      message: `The key of ${id} is wrapped under the DATA_KEY named ${wrappingKeyOf(DATA_KEY).name}; this process has ${wrappingKeyOf(NEXT_DATA_KEY).name}`,
    });
  });

  test("stops the start", async () => {
    await processWith().encode([json("x")], inCase(freshCase()));
    await expect(adoptDataKey(store, { dataKey: NEXT_DATA_KEY })).rejects.toThrow(
      "This database was written under another DATA_KEY",
    );
    await expect(adoptDataKey(store, { dataKey: DATA_KEY })).resolves.toBe(0);
  });
});

describe("changing DATA_KEY", () => {
  test("rewraps the keys of all cases and leaves their data as it is", async () => {
    const on = await openStore(testDatabaseUri("rotate"), storeParts);
    await ensureIndexes(on);
    const ids = Array.from({ length: 3 }, freshCase);
    const before = processWith(DATA_KEY, { on });
    const sealed = await Promise.all(ids.map((id) => before.encode([json(id)], inCase(id))));
    await destroyCaseKey(on, ids[0]!, new Date(0));
    const others = Array.from({ length: 600 }, freshCase);
    const wrapper = wrappingKeyOf(DATA_KEY);
    await on.of(caseKeyCollection).insertMany(
      others.map((id) => ({
        _id: id,
        wrappedBy: wrapper.name,
        wrapped: wrapper.make(id).wrapped,
        destroyedAt: null,
      })),
    );

    const during = processWith(NEXT_DATA_KEY, { on, previous: DATA_KEY });
    expect(valueOf(await during.decode(sealed[1]!, inCase(ids[1]!)))).toBe(ids[1]);

    const keys = { dataKey: NEXT_DATA_KEY, previousDataKey: DATA_KEY };
    expect(await adoptDataKey(on, keys)).toBe(602);
    expect(await adoptDataKey(on, keys)).toBe(0);
    expect(await adoptDataKey(on, { ...keys, previousDataKey: NEXT_DATA_KEY })).toBe(0);

    const after = processWith(NEXT_DATA_KEY, { on });
    expect(valueOf(await after.decode(sealed[1]!, inCase(ids[1]!)))).toBe(ids[1]);
    expect(valueOf(await after.decode(sealed[2]!, inCase(ids[2]!)))).toBe(ids[2]);
    await after.encode([json("x")], inCase(others.at(-1)!));
    await expect(processWith(DATA_KEY, { on }).decode(sealed[1]!)).rejects.toMatchObject({
      reason: "other_data_key",
    });
    expect(await caseKey(on, ids[0]!)).toMatchObject({ wrapped: null, destroyedAt: new Date(0) });
    await on.connection.dropDatabase();
    await on.close();
  });
});

describe("destroying the key of a case", () => {
  test("makes what it sealed unreadable, at once or within a minute, and for ever", async () => {
    const id = freshCase();
    const clock = { now: 0 };
    const codec = processWith(DATA_KEY, { clock });
    const sealed = await codec.encode([json("x")], inCase(id));
    await destroyCaseKey(store, id, new Date(0));
    const destroyed = { reason: "destroyed", message: `The key of ${id} has been destroyed` };
    await expect(processWith().decode(sealed, inCase(id))).rejects.toMatchObject(destroyed);

    clock.now += 60_000;
    await codec.decode(sealed, inCase(id));
    await expect
      .poll(() => codec.decode(sealed, inCase(id)).catch((error: unknown) => error))
      .toMatchObject(destroyed);
    await expect(codec.encode([json("x")], inCase(id))).rejects.toMatchObject(destroyed);
  });

  test("leaves no place for a new key, also when there was none", async () => {
    const id = freshCase();
    await destroyCaseKey(store, id, new Date(0));
    await expect(processWith().encode([json("x")], inCase(id))).rejects.toMatchObject({
      reason: "destroyed",
    });
    expect(await store.of(caseKeyCollection).countDocuments({ _id: id })).toBe(1);
  });

  test("wins against a rotation that has read the key just before", async () => {
    const id = freshCase();
    await processWith().encode([json("x")], inCase(id));
    const read = await caseKey(store, id);
    await destroyCaseKey(store, id, new Date(0));
    await replaceWrappings(store, read!.wrappedBy, [{ ...read!, wrappedBy: "next" }]);
    expect(await caseKey(store, id)).toMatchObject({ wrapped: null });
  });

  test("is told from a key that never was", async () => {
    const id = freshCase();
    const sealed = await processWith().encode([json("x")], inCase(id));
    await store.of(caseKeyCollection).deleteOne({ _id: id });
    await expect(processWith().decode(sealed, inCase(id))).rejects.toMatchObject({
      reason: "missing",
    });
  });
});
