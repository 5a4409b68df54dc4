import { setTimeout as pause } from "node:timers/promises";
import { caseCollection } from "../engine/store/cases.js";
import { smsAddress } from "./callback.js";
import { type OpenTicket, throughGateway } from "./contenders.js";
import { type Answered, flood } from "./flood.js";
import { residentKb } from "./memory.js";
import { median, quantile, type Row, type Section } from "./rows.js";
import type { Stage, StagedProgram } from "./stage.js";

/** How many times the worker's rate comes in, and for how long. */
const TIMES = 10;
const BURST_S = 15;

/** People who write at once, to see how many a second the worker works off. */
const SAMPLE = 120;

/** Messages a second that count as all at once. */
const AT_ONCE = 1_000;

/** Staff actions that are timed, before and while the line stands. */
const ACTIONS = 20;

/** What a ticket by SMS is answered with: that it was received, and who has it now. */
const MESSAGES = 2;

/** Time in which a message that is sent twice would show. */
const DOUBLES_MS = 3_000;

/** Row L1 of what we hold ourselves to: by then everything is worked off. */
const WORKED_OFF_WITHIN_MS = 12 * 60_000;

const ORDINARY = "The appointment on Tuesday does not suit me";
const EMERGENCY = "My father has chest pain";

/** People who have written: what the API said to each, when the first was due, and how many tickets there were before. */
type Written = {
  readonly answers: readonly Answered[];
  readonly start: number;
  readonly tickets: number;
};

/** How long it took from the first message to the last answer, and how many tickets a second that is. */
type WorkedOff = { readonly tookMs: number; readonly perSecond: number };

/** Ten times as many people write as the worker can answer: what the API says meanwhile, and that nobody is lost. */
export async function benchBurst(stage: Stage): Promise<Section> {
  const api = await stage.start("api", "engine/server.ts");
  const url = await smsAddress(stage, api);
  const ticket = await throughGateway(stage).open();
  await answeredIn(stage, url, ORDINARY);
  const calm = {
    emergencyMs: await answeredIn(stage, url, EMERGENCY),
    actions: await acting(ticket),
  };
  const sample = await written(stage, url, { count: SAMPLE, perSecond: AT_ONCE });
  const { perSecond: rate } = await workedOff(stage, sample);
  const memory = watchMemory(api);
  const count = Math.round(rate * TIMES * BURST_S);
  const burst = await written(stage, url, { count, perSecond: rate * TIMES });
  const [line, emergencyMs, actions] = await Promise.all([
    workedOff(stage, burst),
    answeredIn(stage, url, EMERGENCY),
    acting(ticket),
  ]);
  const held = memory();
  await api.stop();
  return {
    title: "Ten times what the worker can do",
    how:
      `${SAMPLE} people write by SMS at once, which tells how many tickets a second are opened, routed and answered. Then ten times as many a second write for ${BURST_S} s, each from a phone of their own, ` +
      `at a pace that waits for no answer. Afterwards every acknowledged message must have one ticket with one answer that the provider took once, or there are no numbers. Times of the API count from the instant a message was due.`,
    rows: [
      answerRow(burst.answers),
      {
        what: "tickets a second while the line stands ÷ without one",
        unit: "×",
        samples: [line.perSecond / rate],
        aim: { atLeast: 0.8 },
        detail: `${line.perSecond.toFixed(1)} against ${rate.toFixed(1)} a second; all worked off in ${seconds(line.tookMs)}`,
      },
      {
        what: "an emergency written at the end of the burst, until it is answered",
        unit: "ms",
        samples: [emergencyMs],
        detail: `${seconds(calm.emergencyMs)} with nobody before it, ${seconds(line.tookMs)} for the whole line`,
      },
      {
        what: "a staff action while the line stands ÷ without one",
        unit: "×",
        samples: [median(actions) / median(calm.actions)],
        detail: `p50 ${median(actions).toFixed(0)} against ${median(calm.actions).toFixed(0)} ms`,
      },
      memoryRow(held),
    ],
  };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function answerRow(answers: readonly Answered[]): Row {
  const times = answers.map(({ ms }) => ms);
  const taken = answers.filter((one) => one.taken).length;
  return {
    what: "the API's answer during the burst, p99",
    unit: "ms",
    samples: [quantile(times, 0.99)],
    aim: { atMost: 500 },
    detail: `p50 ${median(times).toFixed(0)} ms; ${taken} of ${answers.length} taken, the others asked to come again`,
  };
}

function memoryRow({ before, most }: Memory): Row {
  return {
    what: "memory of the API at its highest, more than before the burst",
    unit: "KB",
    samples: [most - before],
    aim: { atMost: 200 * 1024 },
    detail: `${(before / 1024).toFixed(0)} MB → ${(most / 1024).toFixed(0)} MB`,
  };
}

type Memory = { readonly before: number; readonly most: number };

/** Looks at a program's memory twice a second until it is asked what it saw. */
function watchMemory({ pid }: StagedProgram): () => Memory {
  const before = residentKb(pid);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, residentKb(pid));
  }, 500);
  return () => {
    clearInterval(timer);
    return { before, most };
  };
}

/** Time from an SMS until its answer is with the provider. */
async function answeredIn(stage: Stage, url: string, text: string): Promise<number> {
  const [start, phones] = [performance.now(), newPhones(1)];
  await flood({ url, phones, perSecond: 1, text });
  await answeredAll(stage, phones);
  return performance.now() - start;
}

async function acting(ticket: OpenTicket): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < ACTIONS; n += 1) {
    await pause(200);
    const start = performance.now();
    await ticket.act({ action: "note", input: { text: "Asked the front desk for an hour" } });
    times.push(performance.now() - start);
  }
  return times;
}

async function written(
  stage: Stage,
  url: string,
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
): Promise<Written> {
  const before = await tickets(stage);
  const start = performance.now();
  const answers = await flood({ url, phones: newPhones(count), perSecond, text: ORDINARY });
  return { answers, start, tickets: before };
}

/** @throws Error when somebody who was acknowledged has no ticket, or not each of its messages once */
async function workedOff(
  stage: Stage,
  { answers, start, tickets: before }: Written,
): Promise<WorkedOff> {
  const phones = answers.filter(({ taken }) => taken).map(({ from }) => from);
  await answeredAll(stage, phones);
  const tookMs = performance.now() - start;
  await pause(DOUBLES_MS);
  const [sentTo, opened] = [timesTaken(stage), (await tickets(stage)) - before];
  const odd = phones.filter((phone) => sentTo.get(phone) !== MESSAGES).length;
  if (odd > 0 || opened < phones.length)
    throw new Error(`${odd} of ${phones.length} got too little or too much, ${opened} tickets`);
  return { tookMs, perSecond: (phones.length * 1_000) / tookMs };
}

let dialled = 0;

function newPhones(count: number): readonly string[] {
  return Array.from({ length: count }, () => `+2547${String(20_000_000 + (dialled += 1))}`);
}

function tickets({ store }: Stage): Promise<number> {
  return store.of(caseCollection).countDocuments({ workflow: "ticket" });
}

/** How many messages each phone got. */
function timesTaken({ provider }: Stage): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const phone of provider.taken) times.set(phone, (times.get(phone) ?? 0) + 1);
  return times;
}

/** @throws Error when not everybody has been answered by the time that we hold ourselves to */
async function answeredAll(stage: Stage, wanted: readonly string[]): Promise<void> {
  const deadline = performance.now() + WORKED_OFF_WITHIN_MS;
  for (;;) {
    const sentTo = timesTaken(stage);
    const missing = wanted.filter((phone) => (sentTo.get(phone) ?? 0) < MESSAGES).length;
    if (missing === 0) return;
    if (performance.now() > deadline) throw new Error(`${missing} were never answered`);
    await pause(100);
  }
}
