import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
});

function passes(): () => number {
  let n = 0;
  return () => NTH[n++ % NTH.length] ?? 1;
}
