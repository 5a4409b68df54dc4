import { afterAll, beforeAll, expect, test } from "vitest";
import type { EffectPlace } from "../../engine/effects/index.js";
import { verifyLogs } from "../../engine/log/verify.js";
import type {
  RepairedCases,
  RepairRun,
  RepairRunRequest,
  RepairWay,
} from "../../engine/protocol/repair-run.js";
import { auditCollection } from "../../engine/store/audit.js";
import { caseDoc } from "../../engine/store/cases.js";
import { eventsOf } from "../../engine/store/events.js";
import { until } from "../support/clinic.js";
import { type Desk, openDesk, post } from "../support/desk.js";
import { testDatabaseUri, testTemporalAddress } from "../support/servers.js";
import { shownOf, standingTickets } from "../support/standing.js";
import { quiet } from "../support/stage.js";
import { workerThatDiesAt } from "./dying-worker.js";
import { bundlePrograms, type Programs } from "./programs.js";

/** Cases of each run. */
const CASES = 5;

/** Where the worker dies that repairs them: before a case is asked, after it has answered, and once that is written down. */
const DEATHS: readonly `${EffectPlace}:${number}`[] = [
  "repair.after_begin:2",
  "repair.mid:2",
  "repair.after_audit:2",
];

let desk: Desk;
let programs: Programs;
beforeAll(async () => {
  programs = await bundlePrograms("repairing");
  desk = await openDesk({
    mongodbUri: testDatabaseUri("repairing"),
    temporalAddress: testTemporalAddress(),
  });
}, 600_000);
afterAll(async () => {
  await desk.close();
  programs.remove();
});

const token = () => desk.tokens.admin;

/** What a run for cases that stand still is started with. */
async function chosen(how: RepairWay, ids: readonly string[]): Promise<RepairRunRequest> {
  const cases = await Promise.all(ids.map((id) => shownOf(desk, id)));
  return { how, cases, ...(how === "skip" ? { reason: "It fails each time." } : {}) };
}

async function started(body: RepairRunRequest): Promise<string> {
  const reply = await post(desk, "/api/repair-runs", { token: token(), body });
  expect(reply.status).toBe(201);
  return String(reply.body["id"]);
}

async function finished(run: string): Promise<RepairedCases["items"]> {
  const path = `/api/repair-runs/${run}`;
  await until(
    "the end of a run",
    async () => {
      const { body } = await desk.call("GET", path, { token: token() });
      return (body as unknown as RepairRun).standing === "done";
    },
    300_000,
  );
  const { body } = await desk.call("GET", `${path}/cases`, { token: token() });
  return (body as unknown as RepairedCases).items;
}

const audited = (subject: string, what: "repairing" | "repaired" | "not_repaired") =>
  desk.clinic.store.of(auditCollection).countDocuments({ subjects: subject, what });

test(
  "cases are repaired once each, whatever dies meanwhile, and none without an entry from before",
  { timeout: 900_000 },
  async () => {
    const ids = await standingTickets(desk, 2 * CASES);
    const [again, aside] = [ids.slice(0, CASES), ids.slice(CASES)];
    const before = new Map<string, number>();
    for (const id of ids) before.set(id, (await caseDoc(desk.clinic.store, id))?.turn ?? 0);
    const asked = [await chosen("retry", again), await chosen("skip", aside)];
    // Nobody runs the cases from here on but workers that die.
    await desk.clinic.stopWorker();
    const runs: string[] = [];
    for (const body of asked) runs.push(await started(body));
    for (const place of DEATHS) await (await workerThatDiesAt(desk.clinic, programs, place)).exited;
    await desk.clinic.startWorker();
    for (const run of runs)
      expect((await finished(run)).map(({ outcome, why }) => [outcome, why])).toEqual(
        again.map(() => ["done", null]),
      );
    for (const id of ids) {
      await quiet(desk.clinic, id);
      const wanted = again.includes(id) ? "acted" : "skipped";
      const turns = await eventsOf(desk.clinic.store, id, {
        ...{ after: before.get(id) ?? 0, limit: 100 },
      });
      expect([id, turns.map(({ type }) => type)]).toEqual([id, [wanted]]);
      expect((await caseDoc(desk.clinic.store, id))?.parked).toBeNull();
      expect(await audited(id, "repairing")).toBeGreaterThan(0);
      expect([await audited(id, "repaired"), await audited(id, "not_repaired")]).toEqual([1, 0]);
    }
    expect((await verifyLogs(desk.clinic.store, new Map())).tampered).toEqual([]);
  },
);
