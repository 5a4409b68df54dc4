import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { startCase } from "../engine/cases/start.js";
import { CASE_QUEUE } from "../engine/cases/tools.js";
import { caseCollection } from "../engine/store/cases.js";
import { cpuMs } from "./cpu.js";
import { workflowOf } from "./definitions.js";
import { residentKb } from "./memory.js";
import type { Row, Section } from "./rows.js";
import type { Stage } from "./stage.js";

/** Cases that sleep at the end of each stretch; the second only with five repetitions or more, as it takes ten minutes. */
const SIZES = [1_000, 10_000];
const ALL_FROM_REPS = 5;

/** Cases before the first look: the servers have grown to their working size by then. */
const WARM_UP = 200;

/** Cases that are opened side by side. */
const SIDE_BY_SIDE = 20;

/** After this long nothing is on its way any more, and garbage has been given back. */
const QUIET_MS = 15_000;

/** What everything holds at a moment. */
type Look = { readonly cases: number; readonly temporalKb: number; readonly workerKb: number };

/** What a ticket costs that waits for somebody, its clocks running, and what all of them cost while nothing happens. */
export async function benchSleeping(stage: Stage, reps: number): Promise<Section> {
  await openTickets(stage, WARM_UP);
  const looks: Look[] = [await look(stage, WARM_UP)];
  const rows: Row[] = [];
  for (const size of reps >= ALL_FROM_REPS ? SIZES : SIZES.slice(0, 1)) {
    const [before] = looks.slice(-1);
    if (!before) continue;
    await openTickets(stage, size - before.cases);
    const after = await look(stage, size);
    looks.push(after);
    rows.push(...rowsOf(before, after), await idleRow(stage, size));
  }
  return {
    title: "Sleeping cases",
    how:
      `Tickets as we ship them, opened by staff, routed, and left alone with their clocks running. Memory of the Temporal server and of the worker (which keeps up to its cache of cases), ` +
      `each ${QUIET_MS / 1_000} s after the last commit. Not a ratio: there is one sample, and memory does not depend on how busy the machine is.`,
    rows,
  };
}

function rowsOf(before: Look, after: Look): Row[] {
  const more = after.cases - before.cases;
  const each = (of: (one: Look) => number) => (of(after) - of(before)) / more;
  const from = (kb: number, to: number) =>
    `${(kb / 1024).toFixed(0)} → ${(to / 1024).toFixed(0)} MB`;
  return [
    {
      what: `Temporal's memory for each case, up to ${after.cases}`,
      unit: "KB",
      samples: [each(({ temporalKb }) => temporalKb)],
      aim: { atMost: 30 },
      detail: from(before.temporalKb, after.temporalKb),
    },
    {
      what: `the worker's memory for each case, up to ${after.cases}`,
      unit: "KB",
      samples: [each(({ workerKb }) => workerKb)],
      detail: from(before.workerKb, after.workerKb),
    },
  ];
}

/** CPU of Temporal and the worker while everything sleeps. */
async function idleRow({ pids }: Stage, size: number): Promise<Row> {
  const own = [pids.temporal, pids.worker];
  const [cpu, start] = [cpuMs(own), performance.now()];
  await pause(10_000);
  const share = (cpuMs(own) - cpu) / (performance.now() - start);
  return {
    what: `CPU of Temporal and the worker while ${size} sleep`,
    unit: "%",
    samples: [share * 100],
    detail: "of one processor",
  };
}

async function look({ pids }: Stage, cases: number): Promise<Look> {
  await pause(QUIET_MS);
  return { cases, temporalKb: residentKb(pids.temporal), workerKb: residentKb(pids.worker) };
}

/** Opens tickets and waits until the last of them is committed. */
async function openTickets({ client, release, store }: Stage, count: number): Promise<void> {
  const workflow = workflowOf(release, "ticket");
  const actor = { id: "u-support", roles: ["support"] };
  const data = { description: "The appointment on Tuesday does not suit me" };
  const tools = { temporal: client, taskQueue: CASE_QUEUE, now: Date.now };
  const before = await store.of(caseCollection).countDocuments({ workflow: "ticket" });
  let left = count;
  const open = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const subject = { type: "created" as const, id: `S-${randomUUID()}`, actor, data };
      const created = { ...subject, contact: null, message: null };
      await startCase(tools, { release, workflow, created });
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, open));
  const routed = { workflow: "ticket", stateId: "assigned" };
  while ((await store.of(caseCollection).countDocuments(routed)) < before + count) await pause(500);
}
