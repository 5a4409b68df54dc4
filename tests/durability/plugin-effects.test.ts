import { afterAll, beforeAll, expect, test } from "vitest";
import type { EffectPlace } from "../../engine/effects/index.js";
import { caseDoc } from "../../engine/store/cases.js";
import { eventsOf } from "../../engine/store/events.js";
import { type Clinic, openClinic, people, settled, until } from "../support/clinic.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { startSystem, type SystemDouble, type SystemRequest } from "../support/system-double.js";
import { stay } from "../support/ward.js";
import { workerThatDiesAt } from "./dying-worker.js";
import { bundlePrograms, type Programs } from "./programs.js";

/** Where workers die that have a plugin book a bed; at the second of them the board has booked it, and nobody has written that down. */
const DEATHS: readonly EffectPlace[] = [
  "plugin.after_claim",
  "plugin.after_perform",
  "plugin.after_record",
];

const booked = new Map<string, string>();
let board: SystemDouble;
let clinic: Clinic;
let programs: Programs;
let plugins: Readonly<Record<string, string>>;
beforeAll(async () => {
  programs = await bundlePrograms("plugin-effects");
  board = await startSystem(book);
  plugins = {
    RULE_PLUGINS: "./examples/wards",
    PLUGIN_WARDS_URL: board.url,
    PLUGIN_WARDS_TOKEN: "token-of-the-test",
  };
  clinic = await openClinic(
    { mongodbUri: testDatabaseUri("plugin-deaths"), temporalAddress: testTemporalAddress() },
    {
      release: (body) => ({ ...body, workflows: [...body.workflows, { ...stay, tests: [] }] }),
      env: plugins,
    },
  );
}, 600_000);
afterAll(async () => {
  await clinic.close();
  await board.close();
  programs.remove();
});

test(
  "a plugin books one bed for a case, whatever place its worker is killed at",
  { timeout: 600_000 },
  async () => {
    for (const place of DEATHS) {
      const id = await arrive();
      await clinic.stopWorker();
      const dying = await workerThatDiesAt(clinic, programs, `${place}:1`, plugins);
      await clinic.client.workflow.getHandle(id).executeUpdate("act", { args: [booking()] });
      await dying.exited;
      // Before the next one: what it still has to do would be what the next worker dies at.
      await clinic.startWorker();
      await booksOneBed(id);
    }
    // Asked again for the one whose booking was not written down, and for nobody else.
    expect([booked.size, board.requests().length]).toEqual([DEATHS.length, DEATHS.length + 1]);
  },
);

async function booksOneBed(id: string): Promise<void> {
  const state = await until(
    `a bed for ${id}`,
    async () => {
      const doc = await caseDoc(clinic.store, id);
      return doc?.state.data["bed"] !== undefined && doc.state;
    },
    120_000,
  );
  const keys = board
    .requests()
    .map(keyOf)
    .filter((key) => key.startsWith(`${id}.`));
  expect(new Set(keys).size).toBe(1);
  expect(state).toMatchObject({ state: "in_bed", data: { bed: booked.get(keys[0] ?? "") } });
  const events = await eventsOf(clinic.store, id, { after: 0, limit: 100 });
  expect(events.filter(({ type }) => type === "plugin_answered")).toHaveLength(1);
}

/** A board that books one bed for each key. */
function book(request: SystemRequest) {
  const bed = booked.get(keyOf(request)) ?? `B-${String(booked.size + 1)}`;
  booked.set(keyOf(request), bed);
  return { status: 200, body: { bed } };
}

function keyOf({ headers }: SystemRequest): string {
  return String(headers["idempotency-key"]);
}

/** Somebody who stays; an ordinary worker opens the case. */
async function arrive(): Promise<string> {
  const { id } = await clinic.cases.create({
    workflow: "stay",
    data: { reason: "Watched over night" },
    contact: null,
    actor: people.porter,
    requestId: crypto.randomUUID(),
  });
  await settled(clinic, id, 1);
  return id;
}

function booking() {
  const requestId = crypto.randomUUID();
  return { action: "book", input: {}, actor: people.porter, requestId, seenEntry: null };
}
