import type { Endpoint } from "../channels/contract.js";
import type { Contributions } from "../definition/contributions.js";
import { openingOf } from "./opening.js";
import type { AcceptTools } from "./tools.js";
import { type Judge, judgeOf } from "./urgency.js";

/** Judges by release and workflow, for the plugins at hand; a release never changes. */
const known = new WeakMap<Contributions, Map<string, Judge>>();

/**
 * Who tells whether a message is urgent, by the newest release. Never throws, so that no message is stopped by it: what cannot
 * be judged counts as urgent, which at worst puts all messages into one line again.
 * Keywords do not count here: an emergency is one whatever word it begins with.
 */
export async function judgeNow(tools: AcceptTools, endpoint: Endpoint): Promise<Judge> {
  const inDoubt = (error: unknown): true => {
    const code = error instanceof Error ? error.name : "unknown";
    tools.log.error(
      { endpoint: endpoint.name, code },
      "a message could not be judged and counts as urgent",
    );
    return true;
  };
  try {
    const judge = await judgeFor(tools, endpoint);
    return (said) => {
      try {
        return judge(said);
      } catch (error) {
        return inDoubt(error);
      }
    };
  } catch (error) {
    return () => inDoubt(error);
  }
}

async function judgeFor(
  { release, contributions }: AcceptTools,
  endpoint: Endpoint,
): Promise<Judge> {
  const { hash, body } = await release();
  const opens = openingOf(body.workflows, endpoint, "").workflow;
  const judges = known.get(contributions) ?? new Map<string, Judge>();
  known.set(contributions, judges);
  const key = `${hash}/${opens}`;
  const judge = judges.get(key) ?? judgeOf(body, opens, contributions.operators);
  judges.set(key, judge);
  return judge;
}
