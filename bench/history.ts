import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { startCase } from "../engine/cases/start.js";
import { CASE_QUEUE } from "../engine/cases/tools.js";
import { BENCH_TICKET, workflowOf } from "./definitions.js";
import type { Row, Section } from "./rows.js";
import type { Stage } from "./stage.js";

/** Single actions that are counted; more would make the case start a fresh run. */
const ACTIONS = 4;

/** Actions that come at the same moment. */
const BURST = 10;

/** Time after which nothing more follows from an action. */
const QUIET_MS = 400;

type Size = { readonly events: number; readonly bytes: number };

/** What a staff action adds to the history of its case. */
export async function benchHistory(stage: Stage, reps: number): Promise<Section> {
  const single: Size[] = [];
  const burst: Size[] = [];
  for (let rep = 0; rep < reps; rep += 1) {
    single.push(await perAction(stage, async (act) => inTurn(act)));
    burst.push(await perAction(stage, async (act) => atOnce(act)));
  }
  const rows = (what: string, sizes: readonly Size[], aim?: Row["aim"]): Row[] => [
    {
      what: `events for each action, ${what}`,
      unit: "events",
      samples: sizes.map(({ events }) => events),
      ...(aim ? { aim } : {}),
      detail: "",
    },
    {
      what: `bytes for each action, ${what}`,
      unit: "bytes",
      samples: sizes.map(({ bytes }) => bytes),
      detail: "",
    },
  ];
  return {
    title: "History of a case",
    how: `Notes of 40 characters on one case: ${ACTIONS} one after the other, each left alone until quiet, and ${BURST} at the same moment.`,
    rows: [...rows("one at a time", single, { atMost: 11 }), ...rows(`${BURST} at once`, burst)],
  };
}

type Act = () => Promise<unknown>;

async function inTurn(act: Act): Promise<number> {
  for (let i = 0; i < ACTIONS; i += 1) {
    await act();
    await pause(QUIET_MS);
  }
  return ACTIONS;
}

async function atOnce(act: Act): Promise<number> {
  await Promise.all(Array.from({ length: BURST }, act));
  await pause(QUIET_MS * 2);
  return BURST;
}

async function perAction(
  { client, release }: Stage,
  work: (act: Act) => Promise<number>,
): Promise<Size> {
  const id = `B-${randomUUID()}`;
  const actor = { id: "u-support", roles: ["support"] };
  const data = { description: "Can I come on Friday?" };
  const created = { type: "created" as const, id, actor, data, contact: null, message: null };
  const workflow = workflowOf(release, BENCH_TICKET);
  await startCase(
    { temporal: client, taskQueue: CASE_QUEUE, now: Date.now },
    { release, workflow, created },
  );
  await pause(QUIET_MS * 2);
  const before = await sizeOf(client, id);
  const actions = await work(() => {
    const requestId = randomUUID();
    const input = { text: "Asked the front desk for an hour on Friday" };
    const request = { action: "note", input, actor, requestId, seenEntry: null };
    const handle = client.workflow.getHandle(id);
    return handle.executeUpdate("act", { args: [request], updateId: requestId });
  });
  const after = await sizeOf(client, id);
  return {
    events: (after.events - before.events) / actions,
    bytes: (after.bytes - before.bytes) / actions,
  };
}

async function sizeOf(client: Client, id: string): Promise<Size> {
  const { historyLength, historySize } = await client.workflow.getHandle(id).describe();
  return { events: historyLength, bytes: historySize ?? NaN };
}
