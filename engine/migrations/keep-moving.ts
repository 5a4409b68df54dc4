import { type Regular, regularly } from "../regularly.js";
import { isStoreDown } from "../store/down.js";
import { isAudited } from "../store/audit.js";
import {
  claimMigration,
  keepMigration,
  type Lease,
  leaveMigration,
  listMigrated,
  migratedCases,
  migratedCounts,
  type MigratedCaseDoc,
  type MigrationDoc,
  movableIds,
  nextMigrated,
  noteMigrated,
  turnMigration,
} from "../store/migrations.js";
import { type CaseMoved, moveCase, type Waits } from "./move-case.js";
import type { Reason } from "../moving/plan.js";
import { MAX_CASES } from "./dry-run.js";
import type { JobTools } from "../job-tools.js";
import { type Ends, endsOf, mappingBack } from "./world-of.js";

/** Time between two looks for a migration that nobody works at. */
const LOOK_EVERY_MS = 1_000;

/** Time for which others leave a migration alone after its holder has last said that it is at it, and how often it says so. */
const LEASE_MS = 8_000;
const SAY_EVERY_MS = 2_000;

/** Cases that are moved at the same time: one handful after the other, so that what people do goes before. */
const HANDFUL = 8;

/** A case that is busy is tried this often, a little later each time, before it is left where it is; one that may be moved is not left. */
const TRIES = 10;
const TRY_AGAIN_MS = 2_000;

/** Works at migrations until stopped: one process of all at each, and another one once that has died. */
export function keepMoving(tools: JobTools, holder: string): Regular {
  return regularly(LOOK_EVERY_MS, () =>
    moveNext(tools, holder).catch((error: unknown) => {
      const code = isStoreDown(error) ? "store_down" : "failed";
      tools.log.warn({ code }, "cases are not being moved");
    }),
  );
}

/** Works at one migration, if there is one to work at, until it rests or nothing can be done at the moment. */
export async function moveNext(tools: JobTools, holder: string): Promise<void> {
  const claimed = await claimMigration(tools.store, lease(tools, holder));
  if (!claimed) return;
  const { _id } = claimed;
  const saying = regularly(SAY_EVERY_MS, async () => {
    await keepMigration(tools.store, _id, lease(tools, holder)).catch(() => undefined);
  });
  try {
    if (claimed.standing === "listing") await list(tools, claimed);
    const ends = await endsOf(tools.store, claimed);
    const { source, target, release } = ends;
    if (!source || !target || !release) throw new TypeError(`migration ${_id} lost its workflow`);
    const work = {
      tools,
      holder,
      ends: { source, target, release },
      back: await backOf(tools, claimed),
    };
    while (await handful(work, _id));
  } finally {
    await saying.stop();
    await leaveMigration(tools.store, _id, holder);
  }
}

type Back = ReadonlyMap<string, Pick<MigratedCaseDoc, "from" | "to">>;

type Work = {
  readonly tools: JobTools;
  readonly holder: string;
  readonly ends: Ends;
  /** Where a migration that is taken back had moved each of its cases. */
  readonly back: Back;
};

function lease({ now }: JobTools, holder: string): Lease {
  const at = now();
  return { holder, now: new Date(at), until: new Date(at + LEASE_MS) };
}

/** Writes down which cases it is about: what is opened or moved there afterwards is not. */
async function list({ store, now, reached }: JobTools, migration: MigrationDoc): Promise<void> {
  const { _id, workflow, from: release, undoes, wave } = migration;
  const among = undoes === null ? undefined : await movedBy(store, undoes);
  const which = { workflow, release, ...(among === undefined ? {} : { among }) };
  await listMigrated(store, _id, await movableIds(store, which, MAX_CASES), new Date(now()));
  reached("move.after_list");
  await turnMigration(store, _id, ["listing"], { standing: "moving", until: wave });
}

async function movedBy(store: JobTools["store"], undoes: string): Promise<string[]> {
  return (await migratedCases(store, undoes, "moved")).map(({ caseId }) => caseId);
}

async function backOf({ store }: JobTools, { undoes }: MigrationDoc): Promise<Back> {
  const rows = undoes === null ? [] : await migratedCases(store, undoes, "moved");
  return new Map(rows.map((row) => [row.caseId, row]));
}

/** Decides the next few cases. @returns whether there is more to do now */
async function handful(work: Work, id: string): Promise<boolean> {
  const { tools, holder } = work;
  const { store, now } = tools;
  const migration = await keepMigration(store, id, lease(tools, holder));
  if (migration?.standing !== "moving") return false;
  const { waiting, ...decided } = await migratedCounts(store, id);
  const settled = decided.moved + decided.refused + decided.closed;
  if (waiting === 0) {
    await turnMigration(store, id, ["moving"], { standing: "done" });
    return false;
  }
  const left = migration.until === null ? HANDFUL : migration.until - settled;
  if (left <= 0) {
    await turnMigration(store, id, ["moving"], { standing: "resting" });
    return false;
  }
  const next = await nextMigrated(store, id, {
    ...{ now: new Date(now()), limit: Math.min(HANDFUL, left) },
  });
  await Promise.all(next.map((row) => decide(work, migration, row)));
  return next.length > 0;
}

/** Moves one case, and writes down what became of it. */
async function decide(work: Work, migration: MigrationDoc, row: MigratedCaseDoc): Promise<void> {
  const { tools, ends, back } = work;
  const { _id, caseId, tries } = row;
  const { store, now } = tools;
  const mapping = mappingBack(migration.mapping, back.get(caseId));
  // Whoever finds a case that was begun finds its tries too: what may have been written is looked for.
  await noteMigrated(store, _id, { tries: tries + 1 });
  const moved = await moveCase(tools, { migration, ends, mapping, caseId, tries });
  if (moved.outcome === "moved") {
    tools.reached("move.mid");
    await writeDown(tools, migration, row);
    tools.reached("move.after_audit");
  }
  const again = new Date(now() + TRY_AGAIN_MS * Math.min(tries + 1, TRIES));
  const isLast = tries + 1 >= TRIES;
  await noteMigrated(store, _id, (isLast ? leftAlone(moved) : null) ?? noteOf(moved, again));
}

function noteOf(moved: CaseMoved, again: Date): Parameters<typeof noteMigrated>[2] {
  switch (moved.outcome) {
    case "moved":
    case "closed":
      return moved;
    case "refused":
      return { outcome: "refused", reasons: moved.reasons };
    case "later":
      return { notBefore: again };
  }
}

/** Why a case stays where it is although it was asked for the last time; null while it may be moved already. */
function leftAlone(moved: CaseMoved): Parameters<typeof noteMigrated>[2] | null {
  if (moved.outcome !== "later" || moved.why === "not_written") return null;
  return { outcome: "refused", reasons: [BUSY[moved.why]] };
}

const BUSY: { readonly [Why in Exclude<Waits, "not_written">]: Reason } = {
  under_way: {
    code: "under_way",
    message: "It waits for an answer that only its own release understands.",
  },
  no_answer: { code: "under_way", message: "It did not answer." },
  parked: { code: "parked", message: "It stands still until somebody repairs it." },
};

/** One entry in the audit trail for each case, also when a process has died between that and the next step. */
async function writeDown(
  { store, audit, now }: JobTools,
  { at: since, by, from, to, reason }: MigrationDoc,
  { caseId: subject, tries }: MigratedCaseDoc,
): Promise<void> {
  if (tries > 0 && (await isAudited(store, { subject, what: "moved", since }))) return;
  await audit.add({
    ...{ at: new Date(now()), what: "moved", by, session: null, route: "startMigration" },
    ...{ subjects: [subject], kinds: ["case"], address: null },
    reason: `Release ${String(from)} to ${String(to)}: ${reason}`,
  });
}
