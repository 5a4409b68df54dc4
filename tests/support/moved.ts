import { pino } from "pino";
import { agree } from "../../engine/migrations/agree.js";
import { moveCase } from "../../engine/migrations/move-case.js";
import { currentRelease, publishRelease } from "../../engine/store/releases.js";
import type { Clinic } from "./clinic.js";

const log = pino({ level: "silent" });

/** Publishes a release in which a ticket is called otherwise. @returns its number */
export async function renameTicket({ store }: Clinic, name: string): Promise<number> {
  const { body: present, number: base } = await currentRelease(store);
  const workflows = present.workflows.map((workflow) =>
    workflow.id === "ticket" ? { ...workflow, name } : workflow,
  );
  const body = { ...present, workflows };
  await publishRelease(store, { body, base, by: "test", reason: "Words", at: new Date() });
  return base + 1;
}

/** Moves one ticket, which has nothing to do, from a release to another. */
export async function moveTicket(
  { store, client: temporal, tools: { now } }: Clinic,
  caseId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const asked = { workflow: "ticket", from, to };
  const { ends, mapping } = await agree(store, asked);
  const migration = {
    ...{ _id: `${String(from)}-to-${String(to)}`, ...asked, mapping, undoes: null, by: "u-admin" },
    ...{ reason: "Words", at: new Date(now()), wave: null, until: null, lease: null },
    standing: "moving" as const,
  };
  const moved = await moveCase(
    { store, temporal, log, now },
    { migration, ends, mapping, caseId, tries: 0 },
  );
  if (moved.outcome !== "moved") throw new Error(`${caseId} is not moved: ${moved.outcome}`);
}
