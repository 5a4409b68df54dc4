import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProjectRoot, loadConfig } from "../../engine/config.js";
import { CURRENT_INTERPRETER } from "../../engine/interpreter/index.js";
import { startMongo } from "../../engine/servers/mongo.js";
import { startTemporal } from "../../engine/servers/temporal.js";
import { type Clinic, openClinic, type Servers, until } from "../support/clinic.js";
import { type History, type HistoryPayload, isBegun, toFile, valueOf } from "./history.js";
import type { Scene } from "./scene.js";
import { hasty, SCENES } from "./scenes.js";
import { quiet } from "../support/stage.js";
import { isLeaf, isPayload, readableHistory } from "./readable.js";

/**
 * Records the histories that every later version must replay: plays each scene in a whole clinic on real servers and keeps
 * what Temporal wrote down, unsealed, since all people in it are made up.
 * Run with `npx tsx tests/replay/record.ts [scene …]`; without names it records all anew.
 */
const folder = new URL(`histories/v${String(CURRENT_INTERPRETER)}/`, import.meta.url);
const wanted = process.argv.slice(2);
const scenes = SCENES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const dataDir = mkdtempSync(join(tmpdir(), "casewright-record-"));
const { PATH, HOME, XDG_CACHE_HOME } = process.env;
const config = loadConfig({ PATH, HOME, XDG_CACHE_HOME, DATA_DIR: dataDir }, findProjectRoot());
const say = (line: string) => void process.stderr.write(`${line}\n`);
const [mongo, temporal] = await Promise.all([
  startMongo({ config, report: say }),
  startTemporal({ config, report: say, durable: "normal" }),
]);

try {
  mkdirSync(folder, { recursive: true });
  const ordinary = scenes.filter(({ clinic }) => clinic === "ordinary");
  const rest = scenes.filter(({ clinic }) => clinic !== "ordinary");
  await inClinic("ordinary", ordinary);
  await inClinic(
    "hasty",
    rest.filter(({ clinic }) => clinic === "hasty"),
  );
  for (const scene of rest.filter(({ clinic }) => clinic === "late"))
    await inClinic("late", [scene]);
} finally {
  await Promise.all([mongo.stop(), temporal.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
}

async function inClinic(kind: Scene["clinic"], played: readonly Scene[]): Promise<void> {
  if (played.length === 0) return;
  const clinic = await openClinic(servers(), {
    ...(kind === "hasty" ? { release: hasty } : {}),
    ...(kind === "late" ? { worker: "none" as const } : {}),
  });
  try {
    for (const [n, scene] of played.entries()) {
      say(scene.name);
      const id = await scene.play(clinic, `+2547000000${String(10 + n)}`);
      await quiet(clinic, id);
      const runs = await runsOf(clinic, id);
      forget(scene.name);
      for (const [place, json] of runs.entries()) write(scene.name, place, json);
      say(`  ${String(runs.length)} run(s), ${String(runs.join("").length)} bytes`);
    }
  } finally {
    await clinic.close();
  }
}

function servers(): Servers {
  const uri = new URL(mongo.address);
  uri.pathname = `/record-${randomUUID().slice(0, 8)}`;
  return { mongodbUri: uri.href, temporalAddress: temporal.address };
}

/** The histories of all runs of a case, oldest first, as JSON. */
async function runsOf(clinic: Clinic, workflowId: string): Promise<readonly string[]> {
  const { client } = clinic;
  const latest = await client.workflow.getHandle(workflowId).fetchHistory();
  let runId = latest.events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
  const runs: string[] = [];
  while (runId) {
    const history = await begun(clinic, workflowId, runId);
    runs.push(toFile(scrubbed(history) as History));
    const last = history.events.at(-1);
    runId = last?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

/** The history of a run, as soon as there is something to replay in it. */
async function begun({ client }: Clinic, workflowId: string, runId: string): Promise<History> {
  return until(`the first task of ${workflowId} ${runId}`, async () => {
    const history = await readableHistory(client, workflowId, runId);
    return isBegun(history) && history;
  });
}

/** Without what tells about the machine it was recorded on; replay does not look at any of it. */
function scrubbed(part: unknown): unknown {
  if (typeof part === "string") return /^\d+@/.test(part) ? "recorded" : part;
  if (isLeaf(part)) return part;
  if (Array.isArray(part)) return part.map(scrubbed);
  if (isPayload(part)) return scrubbedPayload(part as HistoryPayload);
  const entries = Object.entries(part as object)
    .filter(([key]) => key !== "stackTrace")
    .map(([key, one]) => [key, scrubbed(one)] as const);
  return Object.fromEntries(entries);
}

/** The words of errors travel in a payload, with the stack they came from. */
function scrubbedPayload({ metadata, data }: HistoryPayload): HistoryPayload {
  const value = valueOf({ metadata, data });
  if (typeof value !== "object" || value === null || !("stack_trace" in value))
    return { metadata, data };
  const bare = { ...value, stack_trace: "recorded" };
  return { metadata, data: new Uint8Array(Buffer.from(JSON.stringify(bare))) };
}

function forget(scene: string): void {
  for (const file of readdirSync(folder))
    if (file === `${scene}.json` || (file.startsWith(`${scene}.`) && /\.\d+\.json$/.test(file)))
      rmSync(new URL(file, folder));
}

function write(scene: string, place: number, json: string): void {
  const run = place === 0 ? "" : `.${String(place + 1)}`;
  writeFileSync(new URL(`${scene}${run}.json`, folder), json);
}
