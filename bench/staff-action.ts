import { setTimeout as pause } from "node:timers/promises";
import {
  type Contender,
  handWritten,
  interpreted,
  type OpenTicket,
  type Step,
  throughGateway,
} from "./contenders.js";
import { median, quantile, ratios, type Section } from "./rows.js";
import type { Stage } from "./stage.js";

/** Actions on each ticket in one repetition. */
const ACTIONS = 40;

/** Time after an action in which its commit is done, so that it does not run beside the next contender's. */
const THINK_MS = 60;

/** What a person does with a ticket, over and over. */
const STEPS: readonly Step[] = [
  { action: "claim", input: {} },
  { action: "note", input: { text: "Asked the front desk for a free hour on Friday." } },
  { action: "prioritise", input: { priority: "High" } },
  { action: "release", input: {} },
];

/** How long one person waits for the answer to an action, one action at a time, contenders taking turns. */
export async function benchStaffAction(stage: Stage, reps: number): Promise<Section> {
  const contenders = [
    handWritten(stage, "nothing"),
    throughGateway(stage),
    interpreted(stage),
    handWritten(stage, "behind"),
    handWritten(stage, "waiting"),
  ];
  const series = contenders.map(() => ({ p50: [] as number[], p95: [] as number[] }));
  for (let rep = 0; rep < reps; rep += 1) {
    const times = await repetition(contenders);
    for (const [i, own] of times.entries()) {
      series[i]?.p50.push(quantile(own, 0.5));
      series[i]?.p95.push(quantile(own, 0.95));
    }
  }
  const [floor, gateway, raw, behind, waiting] = series.map(({ p50 }) => p50);
  const row = (what: string, own: readonly number[] = [], than: readonly number[] = []) => ({
    what,
    unit: "×" as const,
    samples: ratios(own, than),
    detail: `p50 ${ms(own)} against ${ms(than)}`,
  });
  return {
    title: "A staff action, from the call to the answer",
    how:
      `One client, ${ACTIONS} actions a repetition (claim, note, prioritise, release), contenders take turns at every action. ` +
      "The gateway is what the API calls: it also checks the form, looks for a repeat and makes the list row.",
    rows: [
      {
        ...row("our case through the gateway ÷ an Update that does nothing", gateway, floor),
        aim: { atMost: 2 },
      },
      row("our case, raw Update ÷ an Update that does nothing", raw, floor),
      row("hand-written of the same design ÷ an Update that does nothing", behind, floor),
      row(
        "hand-written, Update waits for an activity ÷ an Update that does nothing",
        waiting,
        floor,
      ),
      row("our case through the gateway ÷ hand-written of the same design", gateway, behind),
    ],
  };
}

/** Milliseconds of every action, by contender. */
async function repetition(contenders: readonly Contender[]): Promise<number[][]> {
  const tickets = await Promise.all(contenders.map((contender) => contender.open()));
  const times = contenders.map((): number[] => []);
  await pause(500);
  for (let i = -STEPS.length; i < ACTIONS; i += 1) {
    const step = STEPS[(i + STEPS.length) % STEPS.length];
    if (step === undefined) continue;
    for (let k = 0; k < tickets.length; k += 1) {
      // Another one begins each time, so that nobody always follows the same neighbour.
      const who = (k + i + STEPS.length) % tickets.length;
      const took = await timed(tickets[who], step);
      if (i >= 0) times[who]?.push(took);
      await pause(THINK_MS);
    }
  }
  return times;
}

async function timed(ticket: OpenTicket | undefined, step: Step): Promise<number> {
  const start = performance.now();
  await ticket?.act(step);
  return performance.now() - start;
}

function ms(samples: readonly number[]): string {
  return `${median(samples).toFixed(1)} ms`;
}
