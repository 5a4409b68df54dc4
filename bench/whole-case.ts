import { setTimeout as pause } from "node:timers/promises";
import { type Contender, handWritten, interpreted, type Step } from "./contenders.js";
import { cpuMs } from "./cpu.js";
import { median, ratios, type Row, type Section } from "./rows.js";
import type { Stage } from "./stage.js";

/** Cases of one contender in one repetition. */
const CASES = 48;

/** Cases that are worked on side by side. */
const SIDE_BY_SIDE = 12;

/** Time in which the servers finish what they do behind a round. */
const SETTLE_MS = 700;

/** The five actions of a case; its clock closes it one second after the last. */
const STEPS: readonly Step[] = [
  { action: "claim", input: {} },
  { action: "note", input: { text: "Asked the front desk for a free hour on Friday." } },
  { action: "prioritise", input: { priority: "High" } },
  { action: "assign", input: { assignee: "u-medical" } },
  { action: "resolve", input: { resolution: "Friday at ten it is." } },
];

/** CPU milliseconds of one case, by part. */
type Cost = {
  readonly servers: number;
  readonly worker: number;
  readonly client: number;
  readonly wallMs: number;
};

/** What a case costs from start to close. */
export async function benchWholeCase(stage: Stage, reps: number): Promise<Section> {
  const contenders = [
    interpreted(stage),
    handWritten(stage, "behind"),
    handWritten(stage, "waiting"),
  ];
  const costs = contenders.map((): Cost[] => []);
  for (const contender of contenders) await round(stage, contender, SIDE_BY_SIDE);
  for (let rep = 0; rep < reps; rep += 1)
    for (const [i, contender] of contenders.entries())
      costs[i]?.push(await round(stage, contender, CASES));
  const [ours = [], same = [], waits = []] = costs;
  const same_ = "hand-written of the same design";
  return {
    title: "CPU of a whole case",
    how:
      `Start, five staff actions, one timer of a second, close; ${CASES} cases a round, ${SIDE_BY_SIDE} side by side, contenders take turns. ` +
      "CPU time of Temporal, MongoDB, the worker and the client from /proc. No messages on either side: sending one is the same code.",
    rows: [
      { ...compared(`our case ÷ ${same_}`, ours, same), aim: { atMost: 1.1 } },
      {
        ...compared("our case ÷ hand-written, Update waits for an activity", ours, waits),
        aim: { atMost: 0.8 },
      },
      part(`worker alone: our case ÷ ${same_}`, ours, same, ({ worker }) => worker),
      part(`servers alone: our case ÷ ${same_}`, ours, same, ({ servers }) => servers),
    ],
  };
}

function compared(what: string, ours: readonly Cost[], theirs: readonly Cost[]): Row {
  return part(what, ours, theirs, ({ servers, worker, client }) => servers + worker + client);
}

function part(
  what: string,
  ours: readonly Cost[],
  theirs: readonly Cost[],
  of: (cost: Cost) => number,
): Row {
  const [own, other] = [ours.map(of), theirs.map(of)];
  const detail = `${median(own).toFixed(1)} against ${median(other).toFixed(1)} CPU-ms a case`;
  return { what, unit: "×", samples: ratios(own, other), detail };
}

async function round(stage: Stage, contender: Contender, cases: number): Promise<Cost> {
  const { mongod, temporal, client } = stage.pids;
  const read = () => ({
    servers: cpuMs([mongod, temporal]),
    worker: cpuMs([stage.pids[contender.worker]]),
    client: cpuMs([client]),
  });
  const before = read();
  const start = performance.now();
  let left = cases;
  const next = async (): Promise<void> => {
    while (left-- > 0) await wholeCase(contender);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
  const wallMs = performance.now() - start;
  await pause(SETTLE_MS);
  const after = read();
  return {
    servers: (after.servers - before.servers) / cases,
    worker: (after.worker - before.worker) / cases,
    client: (after.client - before.client) / cases,
    wallMs,
  };
}

async function wholeCase(contender: Contender): Promise<void> {
  const ticket = await contender.open();
  for (const step of STEPS) await ticket.act(step);
  await ticket.ended();
}
