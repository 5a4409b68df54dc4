import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flood } from "../../bench/flood.js";
import { mostResidentKb } from "../../bench/memory.js";
import {
  API_PLACES,
  type Campaign,
  dieAtEach,
  KILLED,
  openCampaign,
  verdict,
  WORKER_PLACES,
} from "./campaign.js";

/** Tickets on their way at the same time, and how many may be started: far more than the test has time for. */
const LOAD = { width: 8, limit: 2_000 } as const;

/** The first passes, so that every place is reached within seconds. */
const NTH = [2, 1, 3, 1] as const;

/** Row L2 of what we hold ourselves to. */
const MORE_MEMORY_KB = 200 * 1_024;

describe("while tickets flow", () => {
  let campaign: Campaign;
  beforeAll(async () => {
    campaign = await openCampaign(() => undefined);
  }, 240_000);
  afterAll(() => campaign.stop(), 60_000);

  test(
    "kill -9 of every process, and of API and worker at every crash point, loses and doubles nothing",
    { timeout: 1_500_000 },
    async () => {
      const load = campaign.flow(LOAD);
      await campaign.progress(5);
      await Promise.all([
        dieAtEach(campaign, "worker", WORKER_PLACES, passes()),
        dieAtEach(campaign, "api", API_PLACES, passes()),
      ]);
      for (const part of KILLED) {
        await campaign.progress(5);
        await campaign.rig.kill(part, 1_000);
      }
      await campaign.progress(5);
      const evidence = await campaign.settle([load]);

      expect(verdict(evidence)).toEqual([]);
      const told = evidence.faults.map(({ why }) => why);
      const places = [...WORKER_PLACES, ...API_PLACES];
      expect(places.filter((place) => !told.some((why) => why?.startsWith(`${place}:`)))).toEqual(
        [],
      );
      expect(load.finished()).toBeGreaterThan(LOAD.width);
    },
  );

  test(
    "and when everything is back, tickets flow as if nothing had happened",
    { timeout: 600_000 },
    async () => {
      const asked = campaign.ledger.lines.length;
      const load = campaign.flow({ width: 2, limit: 10 });
      await load.done();
      const evidence = await campaign.settle([load]);
      expect(verdict(evidence)).toEqual([]);
      const since = evidence.ledger.slice(asked);
      const failures = since.filter((line) => line.kind === "answered" && line.status >= 500);
      expect(failures).toEqual([]);
      expect(load.finished()).toBe(10);
    },
  );

  test(
    "and when ten times as many write as can be answered, the API's memory stays where it was",
    { timeout: 600_000 },
    async () => {
      const { webhookUrl: url, rig } = campaign;
      const text = "The appointment on Tuesday does not suit me";
      const api = rig.pidOf("api");
      await flood({ url, phones: phones(0, 200), perSecond: 40, text });
      const before = mostResidentKb(api);
      const answers = await flood({ url, phones: phones(200, 1_200), perSecond: 40, text });
      expect(answers.filter(({ taken }) => taken).length).toBeGreaterThan(0);
      expect(mostResidentKb(api) - before).toBeLessThan(MORE_MEMORY_KB);
      expect(rig.pidOf("api")).toBe(api);
    },
  );
});

function phones(first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => `+2547${String(30_000_000 + first + place)}`);
}

function passes(): () => number {
  let n = 0;
  return () => NTH[n++ % NTH.length] ?? 1;
}
