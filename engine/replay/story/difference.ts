import { canonicalJson } from "../../definition/canonical.js";
import { own } from "../../definition/lint/names.js";
import type { CaseState } from "../../interpreter/index.js";
import type { StoryDifference } from "../../protocol/case-test.js";
import { asksOf } from "../../simulate/expectation.js";
import type { Session } from "../../simulate/index.js";
import type { RecordedTurn } from "./recorded-case.js";

const MEMBERS = ["state", "queue", "priority"] as const;
type Member = (typeof MEMBERS)[number];

/** Where the last moment of a story differs first from the turn that it tells; null where it does not. */
export function differenceAt(
  session: Session,
  { turn, state }: { readonly turn: RecordedTurn; readonly state: CaseState },
): StoryDifference | null {
  const moment = session.moments.at(-1);
  if (moment === undefined) return null;
  const step = session.moments.length;
  const what = MEMBERS.find((member) => moment.state[member] !== state[member]);
  if (what !== undefined) {
    const [was, is] = [idOf(session, what, state), idOf(session, what, moment.state)];
    return { step, what, was, is };
  }
  const [told, happened] = [moment.turn, turn].map(({ effects }) => canonicalJson(asksOf(effects)));
  return told === happened ? null : { step, what: "asks", was: null, is: null };
}

/** What stands there, if it is an id of the release: anything else may be somebody's words. */
function idOf(
  { release, workflow }: Session,
  member: Member,
  { [member]: value }: CaseState,
): string | null {
  const isKnown = {
    state: own(workflow.states, value) !== undefined,
    queue: release.organisation.queues.some(({ id }) => id === value),
    priority: workflow.priorities.includes(value),
  };
  return isKnown[member] ? value : null;
}
