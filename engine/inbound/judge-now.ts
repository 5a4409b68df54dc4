import { releasesInUse } from "../cases/new-case-release.js";
import type { Endpoint } from "../channels/contract.js";
import type { Contributions } from "../definition/contributions.js";
import type { Release } from "../definition/release.js";
import type { InboxEntry } from "../store/inbox.js";
import { rampsInForce } from "../store/ramps.js";
import { openingOf } from "./opening.js";
import type { AcceptTools } from "./tools.js";
import { type Judge, judgeOf } from "./urgency.js";

/** Whether a message is urgent. Total. */
type JudgeOfEntry = (entry: Pick<InboxEntry, "to" | "text" | "data">) => boolean;

/** Judges by release and workflow, for the plugins at hand; a release never changes. */
const known = new WeakMap<Contributions, Map<string, Judge>>();

/**
 * Who tells whether a message is urgent: by the newest release, and by each that a ramp lets new cases start under, because nobody
 * knows yet which of them its case gets. Never throws, so that no message is stopped by it: what cannot
 * be judged counts as urgent, which at worst puts all messages into one line again.
 * What is known of everything that comes to the address counts. Keywords do not: an emergency is one whatever word it begins with.
 */
export async function judgeNow(tools: AcceptTools, endpoint: Endpoint): Promise<JudgeOfEntry> {
  const inDoubt = (error: unknown): true => {
    const code = error instanceof Error ? error.name : "unknown";
    tools.log.error(
      { endpoint: endpoint.name, code },
      "a message could not be judged and counts as urgent",
    );
    return true;
  };
  try {
    const newest = await tools.release();
    const { store } = tools;
    const releases = await releasesInUse(store, newest, await rampsInForce(store, newest.number));
    return ({ to, text, data }) => {
      try {
        const opening = openingOf(newest.body.workflows, endpoint, { to });
        const said = { text, data: { ...data, ...opening.data } };
        return releases.some((release) =>
          judgeFor(tools, { ...release, opens: opening.workflow })(said),
        );
      } catch (error) {
        return inDoubt(error);
      }
    };
  } catch (error) {
    return () => inDoubt(error);
  }
}

function judgeFor(
  { contributions }: AcceptTools,
  { hash, body, opens }: Pick<Release, "hash" | "body"> & { readonly opens: string },
): Judge {
  const judges = known.get(contributions) ?? new Map<string, Judge>();
  known.set(contributions, judges);
  const key = `${hash}/${opens}`;
  const judge = judges.get(key) ?? judgeOf(body, opens, contributions.operators);
  judges.set(key, judge);
  return judge;
}
