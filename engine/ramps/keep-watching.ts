import type { Logger } from "pino";
import { type Regular, regularly } from "../regularly.js";
import { stops } from "../ramping/stop-rule.js";
import type { AuditTrail } from "../store/audit.js";
import { isStoreDown } from "../store/down.js";
import { insertNotices } from "../store/notices.js";
import { rampCounts } from "../store/ramp-counts.js";
import { noteTold, type RampDoc, rampsInForce, turnRamp, untoldRamps } from "../store/ramps.js";
import { currentRelease } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { takeTurn } from "../store/turns.js";
import { activeInRole } from "../store/users.js";
import { writeDown } from "./write-down.js";

/** What watching over ramps needs of the world. */
export type RampTools = {
  readonly store: Store;
  readonly audit: AuditTrail;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** Time between two looks at what has become of the cases of ramps. */
const EVERY_MS = 60_000;

/** Time between two tries for the turn; the one in the store decides who looks. */
const LOOK_AGAIN_MS = 15_000;

/** Route under which the audit trail names what a rule did by itself. */
const STOP_RULE = "stopRule";

/** Stops ramps whose rule says so, once a minute, in one process of all. */
export function keepWatchingRamps(tools: RampTools): Regular {
  return regularly(LOOK_AGAIN_MS, () =>
    watchInTurn(tools).catch((error: unknown) => {
      const code = isStoreDown(error) ? "store_down" : "failed";
      tools.log.warn({ code }, "ramps not looked at");
    }),
  );
}

async function watchInTurn(tools: RampTools): Promise<void> {
  const at = new Date(tools.now());
  const before = new Date(at.getTime() - EVERY_MS);
  if (await takeTurn(tools.store, { work: "ramps", before, at })) await watchRamps(tools);
}

/**
 * Stops every ramp of which too many cases have gone wrong, and tells everybody who publishes. Stopping is one step of the ramp, so
 * that nobody's decision is overwritten; whoever dies before telling is made up for the next time.
 */
export async function watchRamps(tools: RampTools): Promise<void> {
  const { store } = tools;
  const { number } = await currentRelease(store);
  for (const ramp of await rampsInForce(store, number))
    if (ramp.standing === "running") await stopIfWrong(tools, ramp);
  for (const ramp of await untoldRamps(store)) await tell(tools, ramp);
}

async function stopIfWrong({ store, log, now }: RampTools, ramp: RampDoc): Promise<void> {
  if (ramp.rule === undefined) return;
  const { opened, wrong } = (await rampCounts(store, ramp)).to;
  if (!stops(ramp.rule, { opened, wrong })) return;
  const { share, places } = ramp;
  const reason = `${String(wrong)} of ${String(opened)} cases have gone wrong, more than ${String(ramp.rule.percent)} %`;
  const reach = { share, ...(places === undefined ? {} : { places }) };
  const step = { what: "stopped", by: null, reason, at: new Date(now()), ...reach } as const;
  const stopped = { standing: "stopped", share, places, step, untold: true } as const;
  if (await turnRamp(store, ramp, stopped))
    log.warn({ ramp: ramp._id, opened, wrong }, "ramp stopped by its rule");
}

/** The audit trail first, then everybody who may publish; once each, however often this is tried. */
async function tell(tools: RampTools, ramp: RampDoc): Promise<void> {
  const { store } = tools;
  const stopped = ramp.steps.find(({ what }) => what === "stopped");
  if (!stopped) return;
  await writeDown(
    tools,
    { ...ramp, steps: [stopped] },
    {
      ...{ by: null, session: null, route: STOP_RULE, address: null },
    },
  );
  const { organisation, workflows } = (await currentRelease(store)).body;
  const publishing = organisation.roles.filter(({ permissions }) =>
    permissions.includes("release.publish"),
  );
  const people = await Promise.all(publishing.map((role) => activeInRole(store, role.id)));
  const name = workflows.find(({ id }) => id === ramp.workflow)?.name ?? ramp.workflow;
  const about = { id: ramp._id, workflow: name, release: ramp.to };
  const notice = {
    ...{ notice: `ramp.${ramp._id}`, caseId: null, ramp: about, says: stopped.reason },
    ...({ level: "warning", drill: false, at: stopped.at } as const),
  };
  await insertNotices(store, notice, [...new Set(people.flat().map(({ _id }) => _id))]);
  await noteTold(store, ramp._id);
}
