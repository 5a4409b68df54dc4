import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ContributedEffect } from "../engine/definition/contributed-effects.js";
import { type Contributions, NOTHING_CONTRIBUTED } from "../engine/definition/contributions.js";
import type { Workflow } from "../engine/definition/workflow.js";
import { callPlugin } from "../engine/effects/call-plugin.js";
import type { EffectPlace } from "../engine/effects/index.js";
import type { EffectTools } from "../engine/effects/tools.js";
import type { PluginEffect } from "../engine/interpreter/effect.js";
import { requirePlugins } from "../engine/release-plugins.js";
import { caseDoc } from "../engine/store/cases.js";
import { currentRelease } from "../engine/store/releases.js";
import { people, settled, until } from "./support/clinic.js";
import { type Desk, openDesk } from "./support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "./support/servers.js";
import { act, quiet } from "./support/stage.js";
import { startSystem, type SystemDouble, type SystemRequest } from "./support/system-double.js";
import { stay } from "./support/ward.js";

const TOKEN = "token-of-the-test";

/** Places at which the activity dies once. */
const deaths = new Set<EffectPlace>();

/** How often the board is out of order before it books. */
let outOfOrder = 0;
/** The worker dies when the board books next, before it has written down what the board said. */
let diesAtBooking = false;
const booked = new Map<string, string>();
let board: SystemDouble;
let desk: Desk;
beforeAll(async () => {
  board = await startSystem(book);
  desk = await openDesk(
    { mongodbUri: testDatabaseUri("plugin-effects"), temporalAddress: testTemporalAddress() },
    {
      release: (body) => ({ ...body, workflows: [...body.workflows, { ...stay, tests: [] }] }),
      env: {
        RULE_PLUGINS: "./examples/wards",
        PLUGIN_WARDS_URL: board.url,
        PLUGIN_WARDS_TOKEN: TOKEN,
      },
      reached: (place) => {
        if (deaths.delete(place)) throw new Error(`died at ${place}`);
      },
    },
  );
});
afterAll(async () => {
  await desk.close();
  await board.close();
});

/** A board that books one bed for each key. */
function book({ headers }: SystemRequest) {
  const key = keyIn(headers);
  if (outOfOrder > 0) {
    outOfOrder -= 1;
    return { status: 503, body: {} };
  }
  const bed = booked.get(key) ?? `B-${String(booked.size + 1)}`;
  booked.set(key, bed);
  if (diesAtBooking) deaths.add("plugin.after_perform");
  diesAtBooking = false;
  return { status: 200, body: { bed, remark: "nobody asked" } };
}

function keyIn(headers: SystemRequest["headers"]): string {
  return String(headers["idempotency-key"]);
}

test("a release is published with the plugin's version, and what the plugin does not take is refused with its place", async () => {
  const published = await publish(stay);
  expect(published.status).toBe(201);
  const { number } = await currentRelease(desk.clinic.store);
  const { body } = await desk.call("GET", "/api/releases", { token: desk.tokens.admin });
  const [line] = body["items"] as readonly { readonly number: number; readonly plugins: unknown }[];
  expect(line).toMatchObject({ number, plugins: [{ id: "wards", version: "1.1.0" }] });

  const order = { do: "plugin" as const, effect: "wards.bookBed" };
  const told = { priority: { from: "case.priority" } };
  for (const [effect, code, path] of [
    [{ ...order, effect: "wards.bookBeds", with: told }, "W064", "/effect"],
    [{ ...order, effect: "gone.bookBed", with: told }, "W064", "/effect"],
    [order, "W065", ""],
    [{ ...order, with: { ...told, ward: "East" } }, "W065", "/with/ward"],
    [{ ...order, with: { priority: 7 } }, "W065", "/with/priority"],
    [{ ...order, with: { priority: { from: "case.ageMinutes" } } }, "W065", "/with/priority/from"],
    [{ ...order, with: { ...told, note: { from: "data.reason" } } }, "W057", "/with/note/from"],
  ] as const) {
    const booking = { ...stay.states["booking"], onEnter: [effect] } as Workflow["states"][string];
    const refused = await publish({ ...stay, tests: [], states: { ...stay.states, booking } });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`"${code}"`);
    expect(refused.text).toContain(`/states/booking/onEnter/0${path}"`);
  }
  expect((await currentRelease(desk.clinic.store)).number).toBe(number);
});

test("nothing starts without the plugin, or with one that takes something else by now", async () => {
  const { store } = desk.clinic;
  await expect(requirePlugins(store, NOTHING_CONTRIBUTED)).rejects.toThrow(
    "/states/booking/onEnter/0/effect: No plugin brings the effect `wards.bookBed`",
  );
  const { contributions } = desk.world;
  await requirePlugins(store, contributions);
  const bookBed = contributions.effects["wards.bookBed"] as ContributedEffect;
  const takes = { ...bookBed.takes, required: ["priority", "note"] };
  const next = { ...contributions, effects: { "wards.bookBed": { ...bookBed, takes } } };
  await expect(requirePlugins(store, next)).rejects.toThrow(
    "/states/booking/onEnter/0: `wards.bookBed` must have `note`",
  );
});

test("a plugin whose system is out of order and whose worker dies books one bed, which moves the case and stands in its data", async () => {
  [outOfOrder, diesAtBooking] = [1, true];
  const before = { requests: board.requests().length, booked: booked.size };
  const { id } = await desk.clinic.cases.create({
    workflow: "stay",
    data: { reason: "Watched over night" },
    contact: null,
    actor: people.porter,
    requestId: crypto.randomUUID(),
  });
  await settled(desk.clinic, id, 1);
  await act(desk.clinic, id, "book", {}, people.porter);
  await until("a bed", async () => {
    const doc = await caseDoc(desk.clinic.store, id);
    return doc?.state.state === "in_bed" && doc.state.data["bed"] !== undefined;
  });
  expect([diesAtBooking, deaths.size]).toEqual([false, 0]);
  const tries = board.requests().slice(before.requests);
  expect(tries.map(({ path, body }) => [path, body])).toEqual(
    Array.from({ length: 3 }, () => ["/bookings", '{"priority":"Normal"}']),
  );
  expect(new Set(tries.map(({ headers }) => keyIn(headers))).size).toBe(1);
  expect(booked.size - before.booked).toBe(1);
  await quiet(desk.clinic, id);
  const told = await desk.call("GET", `/api/cases/${id}/events`, { token: desk.tokens.admin });
  expect(told.text.split("Done: book a bed. There is a bed")).toHaveLength(2);
  const row = await desk.clinic.store.connection
    .collection<{ _id: string; tries: unknown }>("plugin_calls")
    .findOne({ _id: keyIn(tries[0]?.headers ?? {}) });
  expect(row).toMatchObject({ caseId: id, to: "wards.bookBed", isOver: true });
  expect(row?.tries).toMatchObject([{ why: "failed", version: "1.1.0" }, { why: null }]);
  const bed = booked.get(keyIn(tries[0]?.headers ?? {})) ?? "";
  expect(JSON.stringify(row)).not.toContain(bed);
});

describe("one effect", () => {
  let now: number;
  let place: EffectPlace | null;
  let count = 0;
  let effect: PluginEffect;
  let contributions: Contributions;
  const logged: string[] = [];
  beforeEach(() => {
    now = Date.now();
    place = null;
    count += 1;
    const given = { priority: "Normal" };
    effect = { kind: "plugin", id: `Y-1.${String(count)}.0`, name: "wards.bookBed", given };
    contributions = desk.world.contributions;
  });
  const log = pino(
    new Writable({
      write: (line: Buffer, _encoding, done) => {
        logged.push(line.toString());
        done();
      },
    }),
  );
  const call = (isLast = false) => {
    const { clinic } = desk;
    const tools: EffectTools = {
      ...{ store: clinic.store, cases: clinic.tools, endpoints: new Map(), contributions },
      ...{ webhooks: clinic.config.webhooks, publicUrl: "http://127.0.0.1", log },
      now: () => now,
      reached: (here) => {
        if (here === place) throw new Error("the worker dies here");
      },
    };
    return callPlugin(tools, { caseId: "Y-1", effect, attempt: 1, isLast });
  };
  const performing = (perform: NonNullable<ContributedEffect["perform"]>) => {
    const bookBed = contributions.effects["wards.bookBed"] as ContributedEffect;
    contributions = { ...contributions, effects: { "wards.bookBed": { ...bookBed, perform } } };
  };

  test("is asked for again under the same key by whoever follows a worker that died, and never after its answer is recorded", async () => {
    const before = board.requests().length;
    place = "plugin.after_perform";
    await expect(call()).rejects.toThrow("dies here");
    place = null;
    expect(await call()).toEqual({ status: "later", waitMs: 10_000 });
    now += 10_000;
    const first = await call();
    expect(first).toMatchObject({ status: "answered", words: "book a bed" });
    now += 86_400_000;
    expect(await call(true)).toEqual(first);
    const keys = board
      .requests()
      .slice(before)
      .map(({ headers }) => keyIn(headers));
    expect(keys).toEqual([effect.id, effect.id]);
  });

  test("is performed once by twenty workers at once", async () => {
    const before = board.requests().length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => call()));
    expect(board.requests().length - before).toBe(1);
    expect(answers.filter(({ status }) => status === "answered")).not.toEqual([]);
  });

  const failed = (why: string) => ({ status: "failed", words: "book a bed", why });
  test.each<[string, NonNullable<ContributedEffect["perform"]>, object]>([
    ["refuses", () => ({ status: "refused" }), failed("refused")],
    ["says nothing", () => undefined, failed("bad_answer")],
    ["says something else", () => ({ status: "done", answer: { bed: 7 } }), failed("bad_answer")],
    ["leaves out what it promises", () => ({ status: "done" }), failed("bad_answer")],
    [
      "tells more than it promises",
      () => ({ status: "done", answer: { bed: "B-9", diagnosis: "Coughs" } }),
      { status: "answered", words: "book a bed", answer: { bed: "B-9" } },
    ],
    ["is busy", () => ({ status: "later", waitMs: 7_000 }), { status: "later", waitMs: 7_000 }],
    [
      "breaks off",
      () => {
        throw new Error(`${TOKEN} for somebody who coughs`);
      },
      { status: "later", waitMs: 0 },
    ],
    ["rejects", () => Promise.reject(new Error(TOKEN)), { status: "later", waitMs: 0 }],
  ])("by a plugin that %s ends so, and no word of it is logged", async (_, perform, expected) => {
    performing(perform);
    expect(await call()).toEqual(expected);
    expect(logged.join("")).not.toMatch(/token-of|coughs/);
  });

  test("that never ends is over when its time is, is tried again, and is given up in the end", async () => {
    let isTold = false;
    performing((_, { signal }) => {
      signal.addEventListener("abort", () => (isTold = true));
      return new Promise(() => undefined);
    });
    const bookBed = contributions.effects["wards.bookBed"] as ContributedEffect;
    const hasty = { ...bookBed, withinMs: 20 };
    contributions = { ...contributions, effects: { "wards.bookBed": hasty } };
    expect(await call()).toEqual({ status: "later", waitMs: 0 });
    expect(isTold).toBe(true);
    expect(await call(true)).toEqual(failed("gave_up"));
  });

  test("is not performed when no plugin has it any more, or when the case lacks what it takes", async () => {
    const before = board.requests().length;
    contributions = NOTHING_CONTRIBUTED;
    expect(await call()).toEqual({ ...failed("unknown_effect"), words: "wards.bookBed" });
    contributions = desk.world.contributions;
    effect = { ...effect, id: `${effect.id}0`, given: {} };
    expect(await call()).toEqual(failed("wrong_fields"));
    expect(board.requests().length).toBe(before);
  });
});

function publish(definition: object) {
  return desk.call("PUT", "/api/workflows/stay", {
    token: desk.tokens.admin,
    body: { definition, reason: "Beds" },
    key: crypto.randomUUID(),
  });
}
