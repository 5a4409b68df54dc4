import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { startCase } from "../engine/cases/start.js";
import { CASE_QUEUE } from "../engine/cases/tools.js";
import { eventCollection } from "../engine/store/events.js";
import { operator } from "../engine/store/store.js";
import { BARE_QUEUE } from "./bare/queue.js";
import { BENCH_TIMER, workflowOf } from "./definitions.js";
import { quantile, type Row, type Section } from "./rows.js";
import type { Stage } from "./stage.js";

/** Timers of each kind in one repetition. */
const TIMERS = 40;

/** Time between two starts: a clinic's clocks do not run out all at once. */
const APART_MS = 60;

/** The clock of the measured workflow: one second, the shortest a definition may have. */
const TARGET_MS = 1_000;

/** How late a clock of a case fires: the instant of its event against the instant it was due. */
export async function benchTimers(stage: Stage, reps: number): Promise<Section> {
  const ours: number[][] = [];
  const bare: number[][] = [];
  for (let rep = 0; rep < reps; rep += 1) {
    ours.push(await clocks(stage));
    bare.push(await sleeps(stage));
  }
  return {
    title: "Lateness of clocks",
    how: `${TIMERS} cases with a clock of one second, started ${APART_MS} ms apart, against workflows that only sleep a second.`,
    rows: [
      row("our clock, p50", ours, 0.5, { atMost: 150 }),
      row("our clock, p99", ours, 0.99),
      row("a bare sleep, p50", bare, 0.5),
      row("a bare sleep, p99", bare, 0.99),
    ],
  };
}

function row(what: string, late: readonly number[][], share: number, aim?: Row["aim"]): Row {
  const samples = late.map((own) => quantile(own, share));
  return { what, unit: "ms", samples, ...(aim ? { aim } : {}), detail: "" };
}

async function clocks({ client, release, store }: Stage): Promise<number[]> {
  const workflow = workflowOf(release, BENCH_TIMER);
  const actor = { id: "u-support", roles: ["support"] };
  const ids: string[] = [];
  for (let i = 0; i < TIMERS; i += 1) {
    const id = `BT-${randomUUID()}`;
    const data = { description: "wait" };
    const created = { type: "created" as const, id, actor, data, contact: null, message: null };
    await startCase(
      { temporal: client, taskQueue: CASE_QUEUE, now: Date.now },
      { release, workflow, created },
    );
    ids.push(id);
    await pause(APART_MS);
  }
  await Promise.all(ids.map((id) => client.workflow.getHandle(id).result()));
  const events = await store
    .of(eventCollection)
    .find({ caseId: operator({ $in: ids }) }, { caseId: 1, type: 1, at: 1 })
    .lean<{ caseId: string; type: string; at: Date }[]>();
  const at = (type: string) =>
    new Map(events.filter((e) => e.type === type).map((e) => [e.caseId, e.at.getTime()]));
  const [opened, fired] = [at("created"), at("clock_due")];
  return ids.map((id) => (fired.get(id) ?? NaN) - (opened.get(id) ?? NaN) - TARGET_MS);
}

async function sleeps({ client }: Stage): Promise<number[]> {
  const running: Promise<number>[] = [];
  for (let i = 0; i < TIMERS; i += 1) {
    const options = { workflowId: randomUUID(), taskQueue: BARE_QUEUE, args: [TARGET_MS] };
    const handle = await client.workflow.start("timer", options);
    running.push(handle.result() as Promise<number>);
    await pause(APART_MS);
  }
  return Promise.all(running);
}
