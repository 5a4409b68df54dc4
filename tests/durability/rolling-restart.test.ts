import { afterAll, beforeAll, expect, test } from "vitest";
import { type Campaign, openCampaign, verdict } from "./campaign.js";
import type { Answered } from "./ledger.js";
import type { PartName } from "./rig.js";

/** In the order of a deployment. */
const ROLLED: readonly PartName[] = ["api", "worker", "api-2", "worker-2"];

/** Each of the four is restarted this often; whole: 5. */
const TIMES = Number(process.env["ROLLING_TIMES"] ?? 1);

/** Longest time in which a deployment waits before it kills (`stop_grace_period`), milliseconds. */
const GRACE_MS = 30_000;

let campaign: Campaign;
beforeAll(async () => {
  campaign = await openCampaign(() => undefined, { pairs: true });
}, 240_000);
afterAll(() => campaign.stop(), 60_000);

test(
  "a rolling restart of two APIs and two workers is noticed by nobody",
  { timeout: 300_000 + TIMES * 300_000 },
  async () => {
    const load = campaign.flow({ width: 12, limit: 100_000 });
    await campaign.progress(20);
    const stops: number[] = [];
    for (let time = 1; time <= TIMES; time += 1)
      for (const part of ROLLED) {
        stops.push(await campaign.rig.restart(part));
        await campaign.progress(5);
      }
    const evidence = await campaign.settle([load]);

    expect(verdict(evidence)).toEqual([]);
    const answered = evidence.ledger.flatMap((line) => (line.kind === "answered" ? [line] : []));
    const late = answered.filter(({ status }) => status === 504);
    expect(answered.filter((line) => isFailure(line) && !late.includes(line))).toEqual([]);
    expect(Math.max(...stops)).toBeLessThan(GRACE_MS);
    console.log(
      `${count(stops)} restarts, ended within ${longest(stops)}; ${count(answered)} answers within ` +
        `${longest(answered.map(({ tookMs }) => tookMs))}, of which ${count(late)} told to ask again`,
    );
  },
);

function isFailure({ status }: Answered): boolean {
  return status <= 0 || status >= 500;
}

function count(things: readonly unknown[]): string {
  return String(things.length);
}

function longest(milliseconds: readonly number[]): string {
  return `${(Math.max(...milliseconds) / 1_000).toFixed(1)} s`;
}
